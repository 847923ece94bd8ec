namespace LocalCloud.Aws.S3.Protocol;

/// <summary>An answer on its way: status, headers, and the document, text or object.</summary>
internal static class AnswerWriter
{
    public static async Task WriteAsync(HttpContext http, Context context, S3Answer answer)
    {
        var response = http.Response;
        var (requestId, hostId) = (S3Service.RequestIdOf(context.RequestId), S3Service.HostIdOf(context.RequestId));
        response.StatusCode = answer.Status;
        response.Headers.Server = "AmazonS3";
        response.Headers["x-amz-request-id"] = requestId;
        response.Headers["x-amz-id-2"] = hostId;
        foreach (var (name, value) in answer.Headers)
            response.Headers[name] = HeaderText.Encode(value);
        var hasBody = http.Request.Method != "HEAD" && answer.Status is not (204 or 304);
        if (answer.Object is { } content)
        {
            response.ContentLength = content.Length;
            Objects.ObjectSandbox.Put(http);
            if (hasBody)
                await content.SendAsync(response, context.Cancellation).ConfigureAwait(false);
            return;
        }
        var text = answer.Error is { } error && hasBody ? S3Answer.ErrorDocument(error, requestId, hostId) : answer.Content;
        if (answer.Error is not null && hasBody)
            response.ContentType = "application/xml";
        else if (answer.ContentType is { } type)
            response.ContentType = type;
        if (!hasBody)
        {
            if (answer.Length is { } length)
                response.ContentLength = length;
            return;
        }
        response.ContentLength = text.Length;
        await response.BodyWriter.WriteAsync(text, CancellationToken.None).ConfigureAwait(false);
    }
}
