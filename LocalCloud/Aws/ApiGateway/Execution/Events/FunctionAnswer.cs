using System.Text;
using System.Text.Json;

namespace LocalCloud.Aws.ApiGateway.Execution.Events;

/// <summary>What a function returned, as an answer; null when it is not what the payload format wants.</summary>
internal static class FunctionAnswer
{
    public static Answer? Read(byte[] payload, string? version)
    {
        using var document = TryParse(payload);
        if (document is null)
            return null;
        var returned = document.RootElement;
        if (returned.ValueKind is not JsonValueKind.Object || !returned.TryGetProperty("statusCode", out var status))
            return version == "2.0" ? Inferred(returned, payload) : null;
        if (!TryStatus(status, out var code))
            return null;
        var answer = new Answer { Status = code };
        if (!Headers(answer, returned, version) || Body(returned) is not { } body)
            return null;
        answer.Body = body;
        if (!answer.Headers.Exists(h => h.Name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)))
            answer.Headers.Add(("Content-Type", "text/plain; charset=utf-8"));
        return answer;
    }

    // "If your Lambda function returns valid JSON and doesn't return a statusCode": the answer is 200 with it as the body.
    private static Answer Inferred(JsonElement returned, byte[] payload)
    {
        var answer = new Answer
        {
            Body = returned.ValueKind is JsonValueKind.String ? Encoding.UTF8.GetBytes(returned.GetString()!) : payload,
        };
        answer.Headers.Add(("Content-Type", "application/json"));
        return answer;
    }

    private static bool Headers(Answer answer, JsonElement returned, string? version)
    {
        var many =
            returned.TryGetProperty("multiValueHeaders", out var lists) && version != "2.0" && lists.ValueKind is JsonValueKind.Object
                ? lists
                : default;
        if (returned.TryGetProperty("headers", out var headers) && headers.ValueKind is not JsonValueKind.Null)
        {
            if (headers.ValueKind is not JsonValueKind.Object)
                return false;
            // Payload 2.0 has one value for each header, lists are of 1.0: anything else is no answer
            if (version == "2.0" && headers.EnumerateObject().Any(h => h.Value.ValueKind is JsonValueKind.Array or JsonValueKind.Object))
                return false;
            foreach (var header in headers.EnumerateObject())
                if (!Has(many, header.Name))
                    answer.Headers.Add((header.Name, Text(header.Value)));
        }
        if (many.ValueKind is JsonValueKind.Object)
            foreach (var header in many.EnumerateObject().Where(h => h.Value.ValueKind is JsonValueKind.Array))
            foreach (var value in header.Value.EnumerateArray())
                answer.Headers.Add((header.Name, Text(value)));
        if (version == "2.0" && returned.TryGetProperty("cookies", out var cookies) && cookies.ValueKind is JsonValueKind.Array)
            foreach (var cookie in cookies.EnumerateArray())
                answer.Headers.Add(("Set-Cookie", Text(cookie)));
        return true;
    }

    private static bool Has(JsonElement lists, string name) =>
        lists.ValueKind is JsonValueKind.Object
        && lists.EnumerateObject().Any(h => h.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static byte[]? Body(JsonElement returned)
    {
        if (!returned.TryGetProperty("body", out var body) || body.ValueKind is JsonValueKind.Null)
            return [];
        if (body.ValueKind is not JsonValueKind.String)
            return Encoding.UTF8.GetBytes(body.GetRawText());
        if (returned.TryGetProperty("isBase64Encoded", out var encoded) && encoded.ValueKind is JsonValueKind.True)
            return body.TryGetBytesFromBase64(out var bytes) ? bytes : null;
        return Encoding.UTF8.GetBytes(body.GetString()!);
    }

    private static string Text(JsonElement value) => value.ValueKind is JsonValueKind.String ? value.GetString()! : value.GetRawText();

    private static bool TryStatus(JsonElement status, out int code)
    {
        code = 0;
        return (
                (status.ValueKind is JsonValueKind.Number && status.TryGetInt32(out code))
                || (status.ValueKind is JsonValueKind.String && int.TryParse(status.GetString(), out code))
            ) && code is >= 200 and <= 599;
    }

    private static JsonDocument? TryParse(byte[] payload)
    {
        try
        {
            return JsonDocument.Parse(payload);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
