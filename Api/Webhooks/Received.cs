namespace Api.Webhooks;

/// <summary>An event as it is stored.</summary>
internal sealed record Received(string Id, string Type, string Payload);
