namespace LocalCloud.Aws.Sqs;

/// <summary>The errors of SQS: names of the JSON protocol, with the codes that the query protocol had for them.</summary>
internal static class SqsErrors
{
    private const string Legacy = "AWS.SimpleQueueService.";

    public static readonly AwsError NoSuchQueue = new("QueueDoesNotExist", "The specified queue does not exist.")
    {
        QueryCode = Legacy + "NonExistentQueue",
        QueryMessage = "The specified queue does not exist for this wsdl version.",
    };

    public static readonly AwsError DeletedRecently = new(
        "QueueDeletedRecently",
        "You must wait 60 seconds after deleting a queue before you can create another with the same name."
    )
    {
        QueryCode = Legacy + "QueueDeletedRecently",
    };

    public static readonly AwsError OverLimit = new("OverLimit", "The maximum number of in flight messages is reached.", 403);

    public static readonly AwsError Throttled = new("RequestThrottled", "Request is throttled.", 403);

    public static readonly AwsError NotInFlight = new("MessageNotInflight", "The message referred to isn't in flight.")
    {
        QueryCode = Legacy + "MessageNotInflight",
    };

    public static readonly AwsError BadBatchEntryId = new(
        "InvalidBatchEntryId",
        "A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 letters long."
    )
    {
        QueryCode = Legacy + "InvalidBatchEntryId",
    };

    public static AwsError PurgedRecently(string name) =>
        new("PurgeQueueInProgress", $"Only one PurgeQueue operation on {name} is allowed every 60 seconds.", 403)
        {
            QueryCode = Legacy + "PurgeQueueInProgress",
        };

    public static AwsError UnsupportedOperation(string message) =>
        new("UnsupportedOperation", message) { QueryCode = Legacy + "UnsupportedOperation" };

    public static AwsError InvalidAddress(string address) =>
        new("InvalidAddress", $"The address {address} is not valid for this endpoint.", 404);

    public static AwsError NoSuchResource(string parameter) =>
        new("ResourceNotFoundException", $"The resource that you specified for the {parameter} parameter doesn't exist.", 404);

    public static AwsError Missing(string parameter) =>
        new("MissingRequiredParameterException", $"The request must contain the parameter {parameter}.")
        {
            QueryCode = "MissingParameter",
            Namespace = "com.amazon.coral.service",
        };

    public static AwsError InvalidParameter(string message) =>
        new("InvalidParameterValueException", message) { QueryCode = "InvalidParameterValue", Namespace = "com.amazon.coral.service" };

    public static AwsError InvalidParameter(string parameter, object value, string reason) =>
        InvalidParameter($"Value {value} for parameter {parameter} is invalid. Reason: {reason}");

    public static AwsError NotOfThisQueueType(string parameter, object value) =>
        InvalidParameter(parameter, value, "The request include parameter that is not valid for this queue type.");

    /// <summary>An entry of a batch gives the bare reason.</summary>
    public static readonly AwsError EntryNotOfThisQueueType = InvalidParameter(
        "The request include parameter that is not valid for this queue type"
    );

    /// <summary>In a FIFO queue, after the visibility timeout.</summary>
    public static AwsError HandleExpired(string handle) => InvalidParameter("ReceiptHandle", handle, "The receipt handle has expired.");

    public static readonly AwsError EntryHandleExpired = new("ReceiptHandleIsInvalid", "The receipt handle has expired");

    public static readonly AwsError NoDeduplicationId = InvalidParameter(
        "The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly"
    );

    public static AwsError UnknownAttribute(string name) => new("InvalidAttributeName", $"Unknown Attribute {name}.");

    public static AwsError BadAttribute(string name) => new("InvalidAttributeValue", $"Invalid value for the parameter {name}.");

    public static AwsError BadAttribute(string name, string reason) =>
        new("InvalidAttributeValue", $"Invalid value for the parameter {name}. Reason: {reason}");

    public static AwsError BadHandle(string handle) =>
        new("ReceiptHandleIsInvalid", $"The input receipt handle \"{handle}\" is not a valid receipt handle.");

    public static AwsError QueueExists(string attribute) =>
        new("QueueNameExists", $"A queue already exists with the same name and a different value for attribute {attribute}")
        {
            QueryCode = "QueueAlreadyExists",
        };

    public static AwsError BadContents(string character, string where) =>
        new(
            "InvalidMessageContents",
            $"Invalid binary character '{character}' was found in the {where}, the set of allowed characters is #x9 | #xA | #xD | #x20 "
                + "to #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF"
        );

    public static AwsError EmptyBatch(string entry) =>
        new("EmptyBatchRequest", $"There should be at least one {entry} in the request.") { QueryCode = Legacy + "EmptyBatchRequest" };

    public static AwsError TooManyEntries(int count) =>
        new("TooManyEntriesInBatchRequest", $"Maximum number of entries per request are 10. You have sent {count}.")
        {
            QueryCode = Legacy + "TooManyEntriesInBatchRequest",
        };

    public static AwsError RepeatedId(string id) =>
        new("BatchEntryIdsNotDistinct", $"Id {id} repeated.") { QueryCode = Legacy + "BatchEntryIdsNotDistinct" };

    public static AwsError BatchTooLong(int limit, long bytes) =>
        new("BatchRequestTooLong", $"Batch requests cannot be longer than {limit} bytes. You have sent {bytes} bytes.")
        {
            QueryCode = Legacy + "BatchRequestTooLong",
        };
}
