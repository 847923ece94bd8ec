namespace Platform.Data.Entities;

/// <summary>
/// An event or job that has to go out because something was committed: written in the same transaction, deleted once sent.
/// </summary>
public sealed class OutboxMessage
{
    /// <summary>Version 7. Also the id of the event or job: what is sent twice is recognised by it.</summary>
    public required Guid Id { get; init; }

    public required OutboxKind Kind { get; init; }

    /// <summary>The event's detail type, or the job's type.</summary>
    public required string Type { get; init; }

    /// <summary>The event's source, for example <c>order-service</c>; null for jobs.</summary>
    public string? Source { get; init; }

    /// <summary>The event's or job's data, JSON.</summary>
    public required string Data { get; init; }

    /// <summary>Jobs only: seconds after sending before a worker sees it.</summary>
    public int DelaySeconds { get; init; }

    public string? TraceParent { get; init; }

    public string? TraceState { get; init; }

    public string? RequestId { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }

    public int Attempts { get; set; }

    /// <summary>Not before this time; moves on after each failed attempt.</summary>
    public required DateTimeOffset NextAttemptAt { get; set; }

    public string? LastError { get; set; }
}

public enum OutboxKind
{
    Event,
    Job,
}
