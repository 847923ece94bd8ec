using System.Text.Json;

namespace LocalCloud.Aws;

/// <summary>An expected failure, in the words AWS uses. <c>Code</c> is the error's shape name as the JSON protocol has it.</summary>
internal record AwsError(string Code, string Message, int Status = 400)
{
    /// <summary>
    /// The code of the query protocol (and of x-amzn-query-error) where it differs, as in AWS.SimpleQueueService.NonExistentQueue.
    /// </summary>
    public string? QueryCode { get; init; }

    /// <summary>The words of the query protocol where they differ.</summary>
    public string? QueryMessage { get; init; }

    /// <summary>Prefix of __type when it is not the service's own, as in com.amazon.coral.validate.</summary>
    public string? Namespace { get; init; }

    /// <summary>Further members of the error's shape (a JSON object), as the CancellationReasons of a transaction.</summary>
    public JsonElement? Members { get; init; }

    public bool IsSender => Status < 500;

    public const string Unsupported = "UnsupportedOperation";

    public static AwsError NotSupported(string operation, string what) =>
        new(Unsupported, $"{what} of {operation} is not supported by LocalCloud.");

    public static readonly AwsError InternalFailure = new(
        "InternalFailure",
        "The request processing has failed because of an unknown error, exception or failure.",
        500
    );

    public static readonly AwsError NotStored = new(
        "InternalFailure",
        "The change could not be written to LocalCloud's data directory. Is the disk full?",
        500
    );
}
