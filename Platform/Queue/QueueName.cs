namespace Platform.Queue;

internal static class QueueName
{
    /// <summary>The last part of a queue URL.</summary>
    public static string Of(string queueUrl) => queueUrl[(queueUrl.LastIndexOf('/') + 1)..];
}
