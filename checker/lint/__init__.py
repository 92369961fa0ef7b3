"""What is suspicious in a rule's text alone, and the page that explains each suspicion.

What can only be known by running a rule (that it never applies, that two contradict) is found in
`checker.study`; what is wrong outright is a fault of `read` or `resolve`.
"""
