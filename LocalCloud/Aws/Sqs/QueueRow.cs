namespace LocalCloud.Aws.Sqs;

/// <summary>A queue as it is stored: all that is not its messages.</summary>
internal sealed record QueueRow
{
    public required string Name { get; init; }

    /// <summary>Names this very queue in receipt handles and in the keys of its rows; another queue of the same name has another.</summary>
    public required Guid Id { get; init; }

    public required DateTimeOffset Created { get; init; }

    public required DateTimeOffset Modified { get; init; }

    /// <summary>When it was purged last; kept only where that has to be waited for.</summary>
    public DateTimeOffset? Purged { get; init; }

    public Dictionary<string, string> Attributes { get; init; } = [];

    public Dictionary<string, string> Tags { get; init; } = [];
}
