using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;
using LocalCloud.Aws.Logs.Events;
using LocalCloud.Aws.Logs.Patterns;

namespace LocalCloud.Aws.Logs.Subscriptions;

/// <summary>
/// What a function gets: {"awslogs": {"data": ...}}, which is JSON, gzipped and in base64 (docs: SubscriptionFilters,
/// services-cloudwatchlogs).
/// </summary>
internal static class DataMessage
{
    public static string Event(Scope scope, Delivery delivery)
    {
        using var buffer = new MemoryStream();
        using (var gzip = new GZipStream(buffer, CompressionLevel.Fastest, leaveOpen: true))
        using (var json = new Utf8JsonWriter(gzip))
            Write(json, scope, delivery);
        return new JsonObject
        {
            ["awslogs"] = new JsonObject { ["data"] = Convert.ToBase64String(buffer.GetBuffer(), 0, (int)buffer.Length) },
        }.ToJsonString();
    }

    private static void Write(Utf8JsonWriter json, Scope scope, Delivery delivery)
    {
        // Only space-delimited fields are extracted
        var fields = FilterPattern.Parse(delivery.Pattern).Ok(out var pattern, out _) ? pattern as FieldPattern : null;
        json.WriteStartObject();
        json.WriteString("messageType", "DATA_MESSAGE");
        json.WriteString("owner", scope.Account);
        json.WriteString("logGroup", delivery.Group);
        json.WriteString("logStream", delivery.Stream);
        json.WriteStartArray("subscriptionFilters");
        json.WriteStringValue(delivery.Filter);
        json.WriteEndArray();
        json.WriteStartArray("logEvents");
        foreach (var e in EventCodec.Decode(delivery.Events))
        {
            json.WriteStartObject();
            json.WriteString("id", e.Position.ToString());
            json.WriteNumber("timestamp", e.Position.Timestamp);
            json.WriteString("message", e.Message);
            if (fields?.Extract(e.Message) is { } extracted)
            {
                json.WriteStartObject("extractedFields");
                foreach (var (name, value) in extracted)
                    json.WriteString(name.TrimStart('$'), value);
                json.WriteEndObject();
            }
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
