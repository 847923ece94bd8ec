using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LocalCloud.Aws.Sqs.Moves;

/// <summary>Names a task together with its source queue, in Base64 as AWS does.</summary>
internal static class TaskHandle
{
    public static string Write(Guid id, string sourceArn) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes($$"""{"taskId":"{{id}}","sourceArn":"{{sourceArn}}"}"""));

    public static (Guid Id, string SourceArn)? Parse(string text)
    {
        try
        {
            return
                JsonNode.Parse(Convert.FromBase64String(text)) is JsonObject json
                && json["taskId"] is JsonValue id
                && Guid.TryParse(id.ToString(), out var taskId)
                && json["sourceArn"] is JsonValue arn
                ? (taskId, arn.ToString())
                : null;
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            return null;
        }
    }
}
