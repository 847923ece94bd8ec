namespace LocalCloud.Aws.Sqs.History;

/// <summary>Something that happened to a message in a queue. Times are milliseconds since 1970.</summary>
/// <param name="Number">Orders the steps of an account's region, also within a millisecond.</param>
/// <param name="What">One of <see cref="Steps"/>.</param>
/// <param name="By">The request that did it; null when time did.</param>
internal readonly record struct MessageStep(
    long Number,
    long At,
    string MessageId,
    string What,
    int Receives,
    string? Detail,
    string? By,
    string? TraceParent
);

internal static class Steps
{
    public const string Sent = "sent";
    public const string Arrived = "arrived";
    public const string Visible = "visible";
    public const string Received = "received";
    public const string VisibilityChanged = "visibility-changed";
    public const string VisibleAgain = "visible-again";
    public const string DeadLettered = "dead-lettered";
    public const string Moved = "moved";
    public const string Deleted = "deleted";
    public const string Expired = "expired";
    public const string Purged = "purged";
}
