using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Lambda.Runtime;

/// <summary>An error as Lambda hands it on: type, message, stack, and what caused it.</summary>
/// <param name="category">Of the header Lambda-Runtime-Function-Error-Type: <c>category.reason</c>.</param>
internal sealed class InvocationError(string category, Exception exception)
{
    // Headers of every size are refused by somebody; the body has all of it anyway.
    private const int MaxCauseBytes = 8 * 1024;
    private const int MaxCauses = 5;

    public string Category => category;

    public static InvocationError Of(Exception exception) => new($"Function.{exception.GetType().Name}", exception);

    /// <summary>Of the runtime's own: there is no handler, the answer is too large.</summary>
    public static InvocationError OfRuntime(string reason, Exception exception) => new($"Runtime.{reason}", exception);

    public ReadOnlyMemory<byte> ToJson() => Write(json => WriteError(json, exception, 0));

    /// <summary>
    /// For X-Ray's console: https://docs.aws.amazon.com/xray/latest/devguide/xray-api-segmentdocuments.html#api-segmentdocuments-errors.
    /// Null when too long.
    /// </summary>
    public string? XRayCause()
    {
        var cause = Write(json =>
        {
            json.WriteStartObject();
            json.WriteString("working_directory", Environment.CurrentDirectory);
            json.WriteStartArray("exceptions");
            json.WriteStartObject();
            json.WriteString("type", exception.GetType().Name);
            json.WriteString("message", exception.Message);
            json.WriteStartArray("stack");
            foreach (var line in Stack(exception))
            {
                json.WriteStartObject();
                json.WriteString("label", line);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteStartArray("paths");
            json.WriteEndArray();
            json.WriteEndObject();
        });
        return cause.Length <= MaxCauseBytes ? Encoding.ASCII.GetString(cause.Span) : null;
    }

    private static void WriteError(Utf8JsonWriter json, Exception exception, int depth)
    {
        json.WriteStartObject();
        json.WriteString("errorType", exception.GetType().Name);
        json.WriteString("errorMessage", exception.Message);
        json.WriteStartArray("stackTrace");
        foreach (var line in Stack(exception))
        {
            json.WriteStringValue(line);
        }

        json.WriteEndArray();
        if (exception.InnerException is { } inner && depth < MaxCauses)
        {
            json.WritePropertyName("cause");
            WriteError(json, inner, depth + 1);
        }

        json.WriteEndObject();
    }

    private static string[] Stack(Exception exception) =>
        exception.StackTrace?.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    // The default encoder writes ASCII only, which the header needs.
    private static ReadOnlyMemory<byte> Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            write(json);
        }

        return buffer.WrittenMemory;
    }
}
