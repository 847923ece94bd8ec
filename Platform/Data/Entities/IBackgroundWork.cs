namespace Platform.Data.Entities;

/// <summary>A request that a job fulfils, and that the sweep queues again when nothing has happened to it for long.</summary>
public interface IBackgroundWork
{
    Guid Id { get; }

    WorkStatus Status { get; set; }

    /// <summary>Why it FAILED.</summary>
    string? Error { get; set; }

    /// <summary>When it was queued, or when a job for it last began.</summary>
    DateTimeOffset LastActivityAt { get; set; }

    /// <summary>How often it has been queued again, because its job was lost.</summary>
    int Sweeps { get; set; }
}

/// <summary>How far a piece of background work is.</summary>
public enum WorkStatus
{
    Queued,
    Processing,
    Completed,
    Failed,
}
