using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace LocalCloud.Aws.Lambda.Mappings.Streams;

/// <summary>
/// The window that a lane is in, and what the function has made of its records so far: JSON. Kept with the lane's position.
/// </summary>
/// <param name="Start">seconds since 1970</param>
internal sealed record LaneWindow(long Start, string State)
{
    internal static LaneWindow Of(StreamedItem item, int seconds) => new(StartOf(item, seconds), "{}");

    internal static long StartOf(StreamedItem item, int seconds) => item.At.ToUnixTimeSeconds() / seconds * seconds;

    internal DateTimeOffset End(int seconds) => DateTimeOffset.FromUnixTimeSeconds(Start + seconds);
}

/// <summary>
/// Windows of equal length that follow each other; a record belongs to the one in which it was written (docs: services-ddb-windows). AWS
/// waits up to two minutes for late records; here a record can be read as soon as it is written, and so a window is over when its time is.
/// </summary>
internal static class TumblingWindow
{
    /// <summary>A state that grows larger ends its window early.</summary>
    public const int MostState = 1 << 20;

    /// <param name="final">the last of the window: what it comes to is to be kept by the function</param>
    /// <param name="early">because the state has grown too large</param>
    public static byte[] Event(
        IReadOnlyList<StreamedItem> batch,
        LaneWindow window,
        int seconds,
        string shard,
        string source,
        bool final = false,
        bool early = false
    )
    {
        var buffer = new ArrayBufferWriter<byte>(batch.Sum(item => item.Json.Length + 1) + window.State.Length + 512);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartArray("Records"u8);
            foreach (var item in batch)
                json.WriteRawValue(item.Json, skipInputValidation: true);
            json.WriteEndArray();
            json.WriteStartObject("window"u8);
            json.WriteString("start"u8, Time(DateTimeOffset.FromUnixTimeSeconds(window.Start)));
            json.WriteString("end"u8, Time(window.End(seconds)));
            json.WriteEndObject();
            json.WritePropertyName("state"u8);
            json.WriteRawValue(window.State, skipInputValidation: true);
            json.WriteString("shardId"u8, shard);
            json.WriteString("eventSourceARN"u8, source);
            json.WriteBoolean("isFinalInvokeForWindow"u8, final);
            json.WriteBoolean("isWindowTerminatedEarly"u8, early);
            json.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>What the function answers for the next of the window; null when it answers none, which counts as a failure.</summary>
    public static string? State(byte[] response)
    {
        try
        {
            using var document = JsonDocument.Parse(response);
            return
                document.RootElement.ValueKind is JsonValueKind.Object
                && document.RootElement.TryGetProperty("state", out var state)
                && state.ValueKind is JsonValueKind.Object
                ? state.GetRawText()
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
