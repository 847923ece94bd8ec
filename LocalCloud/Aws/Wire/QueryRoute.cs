using System.Text;

namespace LocalCloud.Aws.Wire;

/// <summary>The query protocol: parameters in a form or in the URL, Action and Version among them; answers in XML.</summary>
internal sealed class QueryRoute(ILookup<string, Service> byVersion, IReadOnlyList<Service> services, Credential credential, int maxBody)
    : Route
{
    private Service? _service;

    // Before the request is read its signature says who was meant
    private QueryForm Form => (_service ?? services.FirstOrDefault(s => s.SignsAs(credential.Service)))?.QueryForm ?? QueryForm.Usual;

    public override bool IsPublicLink(HttpRequest request) =>
        request.Query["Action"] is [{ } action] && services.Any(s => s.AnswersLink(action));

    public override async Task AnswerAsync(HttpContext http, Context context)
    {
        if (await ReadAsync(http, context).ConfigureAwait(false) is not { } form)
        {
            await FailAsync(http, context, new("MalformedQueryString", "The query string contains a syntax error.")).ConfigureAwait(false);
            return;
        }
        var action = form.TextOf("Action") ?? "";
        _service = Service(form.TextOf("Version"), action);
        (context.ServiceId, context.OperationName) = (_service?.Id ?? context.ServiceId, action);
        if (_service?.Find(action) is not { } operation || !_service.AnswersAt(http.Request.Path, action))
        {
            await FailAsync(http, context, Unknown(_service, action)).ConfigureAwait(false);
            return;
        }
        _service.Complete(http.Request, form);
        var result = QueryReader.Read(operation, form).Ok(out var request, out var error)
            ? await Pipeline.AnswerAsync(_service, operation, request, context).ConfigureAwait(false)
            : error;
        if (result.Ok(out var value, out error))
            await SendAsync(
                    http,
                    context,
                    StatusCodes.Status200OK,
                    QueryJson.IsAsked(http.Request)
                        ? QueryJson.Answer(operation, value, context.RequestId)
                        : _service.QueryForm.Answer(_service, operation, value, context.RequestId)
                )
                .ConfigureAwait(false);
        else
            await FailAsync(http, context, error).ConfigureAwait(false);
    }

    public override Task FailAsync(HttpContext http, Context context, AwsError error) =>
        SendAsync(
            http,
            context,
            error.Status,
            QueryJson.IsAsked(http.Request)
                ? QueryJson.Failure(_service, error, context.RequestId)
                : Form.Failure(_service, error, context.RequestId)
        );

    // Services share versions by chance, so the signature decides between them; unsigned requests have the version only.
    private Service? Service(string? version, string action)
    {
        var candidates = version is null ? services.Where(s => s.QueryVersion is not null) : byVersion[version];
        return candidates.FirstOrDefault(s => s.SignsAs(credential.Service))
            ?? (version is null ? candidates.FirstOrDefault(s => s.AnswersLink(action)) : candidates.FirstOrDefault());
    }

    private async Task<FormTree?> ReadAsync(HttpContext http, Context context)
    {
        using var body = await Body.ReadAsync(http.Request, maxBody, context).ConfigureAwait(false);
        var form = Encoding.UTF8.GetString(body.Bytes.Span);
        var url = http.Request.QueryString.Value is { Length: > 1 } query ? query[1..] : "";
        return FormTree.Parse(
            form.Length == 0 ? url
            : url.Length == 0 ? form
            : $"{url}&{form}"
        );
    }

    private static Task SendAsync(HttpContext http, Context context, int status, byte[] body)
    {
        http.Response.Headers["x-amzn-RequestId"] = context.RequestId;
        return WriteAsync(http, status, QueryJson.IsAsked(http.Request) ? QueryJson.ContentType : "text/xml", body);
    }
}
