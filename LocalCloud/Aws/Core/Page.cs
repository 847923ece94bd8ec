namespace LocalCloud.Aws;

/// <summary>A part of a list, and the token that the next one is asked for with; null with the last.</summary>
internal sealed record Page<T>(List<T> Items, string? NextToken);
