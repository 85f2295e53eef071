## Forms

# Shared by every form
form-name-label = Full name
form-email-label = Email address
form-phone-label = Phone number
form-trap-label = Leave this box empty
form-summary-title = There is a problem
form-error-prefix = Error:
form-title-error-prefix = Error:

error-form-send-again = Check your answers and send again. Nothing has been sent yet.
error-form-already-sent = You sent this form before with other answers. Check your answers and send again to make a second request.

error-name-empty = Enter your full name
error-name-long = Your full name must be 100 characters or fewer
error-email-empty = Enter your email address
error-email-long = Your email address must be 254 characters or fewer
error-email-format = Enter an email address in the correct format, like name@example.com
error-phone-empty = Enter your phone number
error-phone-long = Your phone number must be 40 characters or fewer
error-phone-format = Enter a phone number with its area code, like 555 010 0123 or +1 555 010 0123

# Info kit
kit-title = Get a free info kit
kit-lead = An info kit puts the pages you choose together, with questions to ask your doctor. It is free. It does not replace advice from your doctor.
kit-topics-legend = What would you like to know about?
kit-topics-hint = Choose all that fit. We ask so that the kit holds only what is about you.
kit-topics-conditions = Conditions
kit-topics-procedures = Procedures
kit-topic-not-sure = I am not sure
kit-topic-not-sure-hint = We put in the pages that help most people.
kit-delivery-legend = How would you like to get it?
kit-delivery-hint = We ask so that we collect no more about you than we need.
kit-delivery-now = Read and print it now
kit-delivery-now-hint = You give no name or address, and we keep nothing.
kit-delivery-email = By email
kit-delivery-email-hint = We send you links to the pages.
kit-delivery-post = By mail, on paper
kit-delivery-post-hint = We print the pages and mail them to you.
kit-name-label = Full name (optional if we email it)
kit-name-hint = We ask so that we can address the email or the envelope to you.
kit-email-hint = We ask so that we can send you the kit. We use it for nothing else.
kit-address-label = Mailing address
kit-address-hint = Street, city, state and ZIP code. We ask so that the kit reaches you. Up to 500 characters.
kit-send = Get the kit

error-topics-empty = Choose at least one topic, or “I am not sure”
error-topics-unknown = Choose topics from this list. One of those you chose is no longer here.
error-delivery-empty = Choose how you would like to get the kit
error-address-empty = Enter your mailing address
error-address-long = Your mailing address must be 500 characters or fewer

# Contact
contact-title = Contact us
contact-lead = Write to us with a question about this site or about a kit. We cannot tell you what you have or what to do about it: only someone who examines you can.
contact-name-hint = We ask so that we know how to address you.
contact-reply-legend = How would you like us to answer?
contact-reply-hint = We ask so that we reach you in the way that suits you.
contact-reply-email = By email
contact-reply-phone = By phone
contact-email-hint = We ask so that we can answer you. We use it for nothing else.
contact-phone-hint = Include the area code. We ask so that we can call you. We use it for nothing else.
contact-best-time-legend = When is a good time to call? (optional)
contact-best-time-hint = We ask so that we do not call when it does not suit you.
contact-best-time-any = Any time
contact-best-time-morning = In the morning
contact-best-time-afternoon = In the afternoon
contact-message-label = Your message
contact-message-hint = Tell us only what we need to answer you. Up to 4,000 characters.
contact-send = Send message

error-reply-by-empty = Choose how you would like us to answer
error-best-time-unknown = Choose a time to call from this list
error-message-empty = Enter your message
error-message-long = Your message must be 4,000 characters or fewer

## Content
# Put into articles by the program itself. Hidden words are heard by a screen reader and not seen.

# Hidden words before the heading of a care card
care-emergency = Immediate action required:
care-urgent = Urgent advice:
care-self-care = Non-urgent advice:

# Hidden words before a warning and before an inset text
callout-important = Important:
inset-information = Information:

# The button that opens the long description of a figure
figure-in-words = This picture in words

# How a screen reader says the number of a source
cite-label = Source { $number }

# What a screen reader calls a table that scrolls
table-label = Table: { $name }

# A result in words, and its picture of 100 dots
outcome-number = { $n } out of { $of }
outcome-number-about = About { $n } out of { $of }
outcome-range = { $n } to { $to } out of { $of }
outcome-range-about = About { $n } to { $to } out of { $of }
outcome-picture = { $n } of { $of } dots are filled
outcome-picture-range = { $n } of { $of } dots are filled, and { $more } more are half filled

# A day in the words of the language
date = { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
} { $day }, { $year }
