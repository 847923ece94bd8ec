using System.Text.Json;

namespace LocalCloud.Aws.EventBridge;

/// <summary>An event on its way into a bus.</summary>
/// <param name="Time">of the event itself; a replay goes by it</param>
internal sealed record IncomingEvent(string Id, string Source, string DetailType, DateTimeOffset Time, byte[] Json, DateTimeOffset Received)
{
    /// <summary>W3C trace context of the request that put the event</summary>
    public string? TraceParent { get; init; }

    /// <summary>X-Ray's trace header</summary>
    public string? TraceHeader { get; init; }

    /// <summary>ARN of the bus that sent it on: from here it does not go to a third bus.</summary>
    public string? FromBus { get; init; }

    /// <summary>The rules that a replay is for; null means all.</summary>
    public IReadOnlyList<string>? OnlyRules { get; init; }

    /// <summary>The head of <paramref name="envelope"/> with <paramref name="json"/> as what rules match and targets get.</summary>
    public static IncomingEvent Of(byte[] envelope, byte[] json, DateTimeOffset received)
    {
        using var document = JsonDocument.Parse(envelope, EventJson.Reading);
        var head = document.RootElement;
        return new IncomingEvent(
            head.GetProperty("id").GetString()!,
            head.GetProperty("source").GetString()!,
            head.GetProperty("detail-type").GetString()!,
            head.GetProperty("time").GetDateTimeOffset(),
            json,
            received
        );
    }
}
