namespace LocalCloud.AwsClients.Lambda;

/// <param name="FunctionError">null when the function has answered.</param>
/// <param name="Log">Its last 4 KB.</param>
internal sealed record Answer(string Payload, string? FunctionError, string Log)
{
    public string? RequestId { get; init; }

    public string? ExecutedVersion { get; init; }
}
