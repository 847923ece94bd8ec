using System.Text.Json;
using System.Text.Json.Nodes;
using LocalCloud.Aws.S3.Bodies;
using LocalCloud.Aws.Ses.Identities;
using LocalCloud.Aws.Ses.Inbox;
using LocalCloud.Aws.Wire;

namespace LocalCloud.Aws.Ses;

/// <summary>SES, API version 2 (REST, JSON): mail goes into an inbox that can be read at /_localcloud/mail and /_localcloud/inbox.</summary>
internal sealed class SesService : RestService
{
    private const string Root = "/v2/email/";

    // 40 MB as base64 in JSON, and the rest of the request
    private const int LargestRequest = 60 << 20;

    private BodyStore? _messages;

    public override string Id => "ses";

    public override IReadOnlyList<string> OtherSigningNames => ["email"];

    public override IReadOnlyList<Operation> Operations => field ??=
    [
        SendEmail.Definition, CreateEmailIdentity.Definition, GetEmailIdentity.Definition, ListEmailIdentities.Definition, DeleteEmailIdentity.Definition,
        GetAccount.Definition,
    ];

    public override IReadOnlyList<string> NotSupported => SesUnsupported.Operations;

    public BodyStore Messages => _messages ??= new(Host.DataDirectory is { } data ? Path.Combine(data, "ses") : null);

    public override bool Owns(HttpRequest request, Credential credential) =>
        request.Path.StartsWithSegments("/v2/email", StringComparison.Ordinal);

    public override AwsError Invalid(string message) => SendEmail.Bad(message);

    public override void Start(CancellationToken stopping)
    {
        Messages.Sweep();
        stopping.Register(Messages.Discard);
    }

    public override void MapPages(IEndpointRouteBuilder routes)
    {
        MailApi.Map(routes, this);
        InboxPage.Map(routes, this);
    }

    public override async Task HandleAsync(HttpContext http, Context context)
    {
        var result = await AnswerAsync(http.Request, context).ConfigureAwait(false);
        if (!result.Ok(out var answer, out var error))
        {
            await FailAsync(http, context, error).ConfigureAwait(false);
            return;
        }
        await WriteAsync(http, context, 200, answer).ConfigureAwait(false);
    }

    public override Task FailAsync(HttpContext http, Context context, AwsError error)
    {
        http.Response.Headers["x-amzn-errortype"] = error.Code;
        return WriteAsync(http, context, error.Status, System.Text.Encoding.UTF8.GetBytes(new JsonObject { ["message"] = error.Message }.ToJsonString()));
    }

    protected override ServiceState CreateState(Scope scope) => new SesState(this, scope);

    private async ValueTask<Result<byte[]>> AnswerAsync(HttpRequest http, Context context)
    {
        if (Find(http) is not var (operation, identity))
            return new AwsError("UnknownOperationException", $"{http.Method} {http.Path} of ses is not supported by LocalCloud.", 404);
        Result<object> request;
        using (var body = await Body.ReadAsync(http, LargestRequest, context.Cancellation).ConfigureAwait(false))
            request = http.Method == "POST" ? AwsJson.Read(operation, body.Bytes.Span) : AwsJson.Read(operation, Parameters(http, identity));
        if (!request.Ok(out var input, out var error))
            return error.Code == "UnsupportedOperation" ? SendEmail.Bad(error.Message) : error;
        var result = await Host.RunAsync(this, operation, input, context).ConfigureAwait(false);
        return result.Ok(out var answer, out error) ? JsonSerializer.SerializeToUtf8Bytes(answer, operation.Response) : error;
    }

    private static (Operation Operation, string? Identity)? Find(HttpRequest request) => (request.Method, request.Path.Value![Root.Length..].Split('/')) switch
    {
        ("POST", ["outbound-emails"]) => (SendEmail.Definition, null),
        ("POST", ["identities"]) => (CreateEmailIdentity.Definition, null),
        ("GET", ["identities"]) => (ListEmailIdentities.Definition, null),
        ("GET", ["identities", var identity]) => (GetEmailIdentity.Definition, identity),
        ("DELETE", ["identities", var identity]) => (DeleteEmailIdentity.Definition, identity),
        ("GET", ["account"]) => (GetAccount.Definition, null),
        _ => null,
    };

    private static byte[] Parameters(HttpRequest request, string? identity)
    {
        var json = new JsonObject();
        if (identity is not null)
            json["EmailIdentity"] = Uri.UnescapeDataString(identity);
        foreach (var (name, value) in request.Query)
            json[name] = value.ToString();
        return System.Text.Encoding.UTF8.GetBytes(json.ToJsonString());
    }

    private static async Task WriteAsync(HttpContext http, Context context, int status, ReadOnlyMemory<byte> json)
    {
        http.Response.StatusCode = status;
        http.Response.Headers["x-amzn-RequestId"] = context.RequestId;
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = json.Length;
        await http.Response.BodyWriter.WriteAsync(json, CancellationToken.None).ConfigureAwait(false);
    }
}
