using System.Buffers;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using ServiceDefaults.RequestIds;

namespace ServiceDefaults.Logging;

/// <summary>
/// One flat JSON object a line: Timestamp (UTC), Level, Message, Category, RequestId, TraceId, SpanId, Exception, then the
/// values of the message and of its scopes. Flat, so that CloudWatch Logs Insights and jq find a field by its bare name;
/// the formatter of the framework nests scopes in an array.
/// </summary>
internal sealed class JsonLogFormatter(TimeProvider time) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "serverless-json";

    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public override void Write<TState>(in LogEntry<TState> entry, IExternalScopeProvider? scopes, TextWriter output)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("Timestamp", time.GetUtcNow().UtcDateTime);
            json.WriteString("Level", entry.LogLevel.ToString());
            json.WriteString("Message", entry.Formatter(entry.State, entry.Exception));
            json.WriteString("Category", entry.Category);
            if ((RequestId.Current ?? WorkIds.Find(Telemetry.Attributes.RequestId)) is { } requestId)
            {
                json.WriteString("RequestId", requestId);
            }

            if (Activity.Current is { } activity)
            {
                json.WriteString("TraceId", activity.TraceId.ToHexString());
                json.WriteString("SpanId", activity.SpanId.ToHexString());
            }

            if (entry.Exception is not null)
            {
                json.WriteString("Exception", entry.Exception.ToString());
            }

            // Written once each, the innermost value first: duplicate keys are read differently by every parser.
            var written = new HashSet<string>(StringComparer.Ordinal)
            {
                "Timestamp",
                "Level",
                "Message",
                "Category",
                "RequestId",
                "TraceId",
                "SpanId",
                "ParentId",
                "Exception",
                "{OriginalFormat}",
                Telemetry.Attributes.RequestId,
            };
            WriteValues(json, entry.State, written);
            foreach (var scope in InnermostFirst(scopes))
            {
                WriteValues(json, scope, written);
            }

            json.WriteEndObject();
        }

        output.WriteLine(Encoding.UTF8.GetString(buffer.WrittenSpan));
    }

    private static List<object?> InnermostFirst(IExternalScopeProvider? scopes)
    {
        var all = new List<object?>();
        scopes?.ForEachScope(static (scope, list) => list.Add(scope), all);
        all.Reverse();
        return all;
    }

    private static void WriteValues(Utf8JsonWriter json, object? state, HashSet<string> written)
    {
        if (state is not IEnumerable<KeyValuePair<string, object?>> values)
        {
            return;
        }

        foreach (var (name, value) in values)
        {
            if (written.Add(name))
            {
                WriteValue(json, name, value);
            }
        }
    }

    private static void WriteValue(Utf8JsonWriter json, string name, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNull(name);
                break;
            case bool flag:
                json.WriteBoolean(name, flag);
                break;
            case int number:
                json.WriteNumber(name, number);
                break;
            case long number:
                json.WriteNumber(name, number);
                break;
            case double number when double.IsFinite(number):
                json.WriteNumber(name, number);
                break;
            default:
                json.WriteString(name, Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture));
                break;
        }
    }
}
