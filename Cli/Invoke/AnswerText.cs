using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using LocalCloud.AwsClients.Lambda;
using LocalCloud.Deploy;

namespace Serverless.Cli.Invoke;

/// <summary>An answer on standard output, for whatever reads it; what there is to know about it on standard error.</summary>
internal static class AnswerText
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <returns>1 when the function has failed.</returns>
    public static int Write(string function, Answer answer)
    {
        Console.Error.Write(answer.Log.EndsWith('\n') ? answer.Log : $"{answer.Log}\n");
        Console.Error.WriteLine();
        Console.Out.WriteLine(Console.IsOutputRedirected ? answer.Payload : Readable(answer.Payload));
        Console.Error.WriteLine(Summary(function, answer));
        return answer.FunctionError is null ? ExitCodes.Done : ExitCodes.Failed;
    }

    public static string Summary(string function, Answer answer)
    {
        var name = $"{function} ({answer.ExecutedVersion ?? "$LATEST"})";
        var begin = answer.FunctionError is null
            ? $"{name} has answered"
            : $"{name} has failed ({answer.FunctionError}{Kind(answer.Payload)})";
        var figures = ReportLine.Find(answer.Log) is { } report
            ? string.Create(
                CultureInfo.InvariantCulture,
                $": {report.Duration:0.##} ms, billed {report.Billed} ms, {report.UsedMb} MB used"
            ) + (report.Init is { } init ? string.Create(CultureInfo.InvariantCulture, $", cold start {init:0.##} ms") : "")
            : "";
        return $"{begin}{figures}. Request {answer.RequestId ?? "?"}";
    }

    private static string Kind(string payload) =>
        Parse(payload) is JsonObject error && (string?)error["errorType"] is { } type ? $", {type}" : "";

    private static string Readable(string payload) => Parse(payload)?.ToJsonString(Indented) ?? payload;

    private static JsonNode? Parse(string payload)
    {
        try
        {
            return JsonNode.Parse(payload);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
