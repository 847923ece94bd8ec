using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;

namespace LocalCloud.Aws.Wire;

/// <summary>REST-JSON: method and path name the operation, of the services that may be meant.</summary>
internal sealed class RestJsonRoute(IReadOnlyList<Service> candidates) : Route
{
    private Service _service = candidates[0];

    public override async Task AnswerAsync(HttpContext http, Context context)
    {
        RestMatch? match = null;
        foreach (var service in candidates)
            if (service.RestTable.TryFind(http.Request, out match))
            {
                _service = service;
                break;
            }
        (context.ServiceId, context.OperationName) = (_service.Id, match?.Name ?? $"{http.Request.Method} {http.Request.Path}");
        var result = match?.Operation is null
            ? Unknown(_service, context.OperationName) with
            {
                Status = StatusCodes.Status404NotFound,
            }
            : await InvokeAsync(match, http, context).ConfigureAwait(false);
        if (result.Ok(out var answer, out var error))
            await AnswerAsync(match!.Operation!, answer, http, context).ConfigureAwait(false);
        else
            await FailAsync(http, context, error).ConfigureAwait(false);
    }

    public override Task FailAsync(HttpContext http, Context context, AwsError error)
    {
        Head(http, context);
        http.Response.Headers["x-amzn-ErrorType"] = error.Code;
        return WriteAsync(http, error.Status, "application/json", Failure(error));
    }

    private async ValueTask<Result<object>> InvokeAsync(RestMatch match, HttpContext http, Context context)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = null;
        object? request;
        using (var body = await Body.ReadAsync(http.Request, _service.LargestRequest, context.Cancellation).ConfigureAwait(false))
            if (!RestJson.Read(match, http.Request, body.Bytes).Ok(out request, out var error))
                // Its own name for a parameter that it does not take; this code is none of its errors.
                return error.Code == AwsError.Unsupported ? _service.Invalid(error.Message) : error;
        return await Pipeline.AnswerAsync(_service, match.Operation!, request, context).ConfigureAwait(false);
    }

    private static Task AnswerAsync(RecordOperation operation, object answer, HttpContext http, Context context)
    {
        var rest = operation.Rest!;
        var status = rest.AnswerStatus?.Invoke(answer) ?? rest.Status;
        Head(http, context);
        foreach (var (name, value) in rest.AnswerHeaders)
            if (value(answer) is { } text)
                http.Response.Headers[name] = text;
        http.Response.StatusCode = status;
        if (status == StatusCodes.Status204NoContent)
            return Task.CompletedTask;
        return rest.AnswerBody is { } write
            ? write(answer, http, context.Cancellation)
            : WriteAsync(http, status, "application/json", JsonSerializer.SerializeToUtf8Bytes(answer, operation.Response));
    }

    private byte[] Failure(AwsError error)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString(_service.MessageMember(error), error.Message);
            if (error.Members is { } members)
                foreach (var member in members.EnumerateObject())
                    member.WriteTo(json);
            json.WriteEndObject();
        }
        return buffer.ToArray();
    }

    private static void Head(HttpContext http, Context context) => http.Response.Headers["x-amzn-RequestId"] = context.RequestId;
}
