using System.Text.Json;

namespace Platform.Queue;

/// <summary>The body of a message in the job queue.</summary>
/// <param name="Id">The same in every delivery of this job.</param>
public sealed record JobEnvelope(string Id, string Type, DateTimeOffset EnqueuedAt, JsonElement Data);
