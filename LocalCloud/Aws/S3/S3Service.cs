using System.Security.Cryptography;
using System.Text;
using LocalCloud.Aws.FaultInjection;
using LocalCloud.Aws.Metering.Measures;
using LocalCloud.Aws.S3.Bodies;
using LocalCloud.Aws.S3.Buckets;
using LocalCloud.Aws.S3.Multipart;
using LocalCloud.Aws.S3.Notifications;
using LocalCloud.Aws.S3.Objects;
using LocalCloud.Aws.S3.Protocol;
using LocalCloud.Aws.S3.Websites;
using LocalCloud.Aws.Wire;

namespace LocalCloud.Aws.S3;

/// <summary>S3: buckets of an account, their objects' metadata in the store and their bytes in files beside it.</summary>
internal sealed class S3Service : RestService
{
    private static readonly S3Operation[] All = [.. BucketOperations.All, .. ObjectOperations.All, .. MultipartOperations.All];

    private static readonly S3Routes Routes = new(All);

    // What these ask for would change the result, and is not done
    private static readonly string[] UnsupportedHeaders = ["x-amz-write-offset-bytes", "x-amz-rename-source", "x-amz-mfa"];

    private BodyStore? _bodies;

    /// <summary>A bucket's name can be had once in all accounts; else each account is a world of its own.</summary>
    public bool SharesNames { get; init; } = true;

    public override string Id => "s3";

    public override IReadOnlyList<string> OtherSigningNames => ["s3express", "s3-object-lambda"];

    public override IReadOnlyList<Operation> Operations => field ??= [ProvisionBucket.Create, ProvisionBucket.Delete];

    // The older names of operations that are told apart by nothing on the wire
    private static readonly string[] OlderNames =
    [
        "GetBucketLifecycle",
        "GetBucketNotification",
        "PutBucketLifecycle",
        "PutBucketNotification",
    ];

    public override IReadOnlyList<string> RestOperations =>
        [
            .. OlderNames,
            .. All.Where(operation => operation.Name != ProvisionBucket.Create.Name && operation.Name != ProvisionBucket.Delete.Name)
                .Select(operation => operation.Missing is { } missing ? $"{operation.Name} {missing}" : operation.Name)
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];

    public override AwsError Throttled => new("SlowDown", "Please reduce your request rate.", 503);

    public override AwsError Broken => new("InternalError", "We encountered an internal error. Please try again.", 500);

    public override bool SignsAsS3 => true;

    /// <summary>A web site is for whoever comes by.</summary>
    public override bool IsPublic(HttpRequest request) => WebsiteEndpoint.IsMeant(request.Host.Host);

    public override bool IsFallback => true;

    public BodyStore Bodies => _bodies ??= new(Host.DataDirectory is { } data ? Path.Combine(data, "s3") : null);

    internal NotificationPump Pump { get; } = new();

    public override bool Owns(HttpRequest request, Credential credential) =>
        // sqs.eu-west-1.localhost, signed for SQS, is no bucket.
        credential.IsSigned
            ? credential.Service is "s3" or "s3express"
            : S3Target.BucketOfHost(request.Host.Value ?? "") is not null;

    // A preflight tells by its answer what is allowed, and does nothing else
    public override bool AllowsOrigin(HttpRequest request, Context context, string origin)
    {
        var target = S3Target.Of(request.Host.Value ?? "", RawTarget(request.HttpContext));
        return request.Method == "OPTIONS" || Cors.Allows(context, StateOf(context.Scope, target.Bucket), target, origin, request.Method);
    }

    public override void Start(CancellationToken stopping)
    {
        Bodies.Sweep();
        Pump.Start(this, stopping);
        foreach (var state in States.Cast<S3State>())
            state.Lifecycle.Start();
        stopping.Register(() =>
        {
            foreach (var state in States.Cast<S3State>())
                state.Lifecycle.Dispose();
            Bodies.Discard();
        });
    }

    public override async Task HandleAsync(HttpContext http, Context context)
    {
        var target = S3Target.Of(http.Request.Host.Value ?? "", RawTarget(http));
        var isSite = WebsiteEndpoint.IsMeant(http.Request.Host.Host);
        var state = StateOf(context.Scope, target.Bucket, isSite);
        var request = new S3Request(http, context, state, target);
        var answer =
            isSite && http.Request.Method != "OPTIONS"
                ? await AnswerWebsiteAsync(request, target).ConfigureAwait(false)
                : await AnswerAsync(request, target).ConfigureAwait(false);
        using var content = answer.Object;
        Cors.Allow(http, context, state, target);
        await SendAsync(http, context, answer).ConfigureAwait(false);
    }

    public override Task FailAsync(HttpContext http, Context context, AwsError error) => SendAsync(http, context, S3Error.From(error));

    /// <summary>Buckets know no regions: the state of an account is one.</summary>
    public S3State StateOf(Scope scope) => (S3State)State(new(scope.Account, "aws-global"));

    /// <summary>Where the bucket is: names are shared by all accounts, so it can be another's. The caller's own when there is
    /// none.</summary>
    /// <param name="isSite">Visitors of web sites are of no account: theirs is the bucket of whichever account has it.</param>
    public S3State StateOf(Scope scope, string? bucket, bool isSite = false)
    {
        var own = StateOf(scope);
        return bucket is null || !(SharesNames || isSite) || Has(own) ? own : States.Cast<S3State>().FirstOrDefault(Has) ?? own;

        bool Has(S3State state) => Host.Read(state, s => s.TryGetBucket(bucket, out _));
    }

    protected override ServiceState CreateState(Scope scope) => new S3State(this, scope);

    /// <summary>What the request comes to, before anything is sent.</summary>
    internal static async ValueTask<S3Answer> AnswerAsync(S3Request request, S3Target target)
    {
        var http = request.Http.Request;
        if (!target.IsWellFormed)
            return new S3Error("InvalidURI", "Couldn't parse the specified URI.", 400);
        if (target is { Bucket: null, Key: not null })
            return new S3Error("InvalidBucketName", "The specified bucket is not valid.", 400, ("BucketName", ""));
        if (http.Method == "OPTIONS")
            return Cors.Preflight(request, target);
        if (Presigned.Check(http, request.Context.Now) is { } refused)
            return refused;
        if (Routes.Find(http, target, out var unknown) is not { } operation)
            return unknown;
        request.Context.OperationName = operation.Name;
        if (UnsupportedHeaders.FirstOrDefault(header => request.Header(header) is not null) is { } unsupported)
            return S3Error.NotImplemented(unsupported);
        if (DeclaredDigests.UnknownChecksum(request) is { } unknownChecksum)
            return unknownChecksum;
        if (target.Key is { } key && Encoding.UTF8.GetByteCount(key) is var size and > 1024)
            return new S3Error(
                "KeyTooLongError",
                "Your key is too long",
                400,
                ("Size", size.ToString(System.Globalization.CultureInfo.InvariantCulture)),
                ("MaxSizeAllowed", "1024")
            );
        if (target.Bucket is { } bucket && operation.Name != "CreateBucket" && !BucketName.IsValid(bucket))
            return new S3Error("InvalidBucketName", "The specified bucket is not valid.", 400, ("BucketName", bucket));
        if (request.Header("x-amz-expected-bucket-owner") is { } owner && owner != request.State.Scope.Account)
            return S3Error.AccessDenied();
        if (operation != Forms.PostObject.Definition && request.Refuse(operation) is { } foreign)
            return foreign;
        var answer = request.Context.Host.Faults.Any
            ? await WithFaultsAsync(operation, request, target).ConfigureAwait(false)
            : await operation.Handle(request).ConfigureAwait(false);
        if (request.Who is not null)
            answer = S3Access.Hide(answer, request, operation);
        S3Measures.Count(operation, request, target, answer);
        return answer;
    }

    private static async ValueTask<S3Answer> AnswerWebsiteAsync(S3Request request, S3Target target)
    {
        var operation = WebsiteEndpoint.Definition;
        request.Context.OperationName = operation.Name;
        var answer = request.Context.Host.Faults.Any
            ? await WithFaultsAsync(operation, request, target).ConfigureAwait(false)
            : await operation.Handle(request).ConfigureAwait(false);
        S3Measures.Count(operation, request, target, answer);
        return answer.Error is { } error ? WebsitePage.Of(error, request.Context.RequestId) : answer;
    }

    private static async ValueTask<S3Answer> WithFaultsAsync(S3Operation operation, S3Request request, S3Target target)
    {
        var context = request.Context;
        var service = context.Host.Service<S3Service>();
        var call = Call.To(context.Scope, service.Id, operation.Name, target.Bucket ?? "");
        if (await context.Host.Faults.BeforeAsync(service, call, context.Cancellation).ConfigureAwait(false) is { } struck)
            return S3Error.From(struck);
        var answer = await operation.Handle(request).ConfigureAwait(false);
        if (answer.Error is null)
            context.Host.Faults.After(call);
        return answer;
    }

    private static async Task SendAsync(HttpContext http, Context context, S3Answer answer)
    {
        var response = http.Response;
        var hostId = HostIdOf(context.RequestId);
        response.StatusCode = answer.Status;
        response.Headers.Server = "AmazonS3";
        response.Headers["x-amz-request-id"] = RequestIdOf(context.RequestId);
        response.Headers["x-amz-id-2"] = hostId;
        foreach (var (name, value) in answer.Headers)
            response.Headers[name] = HeaderText.Encode(value);
        var hasBody = http.Request.Method != "HEAD" && answer.Status is not (204 or 304);
        if (answer.Object is { } content)
        {
            response.ContentLength = content.Length;
            ObjectSandbox.Put(http);
            if (hasBody)
                await content.SendAsync(response, context.Cancellation).ConfigureAwait(false);
            return;
        }
        var text =
            answer.Error is { } error && hasBody ? S3Answer.ErrorDocument(error, RequestIdOf(context.RequestId), hostId) : answer.Content;
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

    private static string RawTarget(HttpContext http) =>
        http.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()?.RawTarget is { Length: > 0 } raw
            ? raw
            : http.Request.Path.ToUriComponent();

    // 16 characters, as S3's are
    internal static string RequestIdOf(string requestId) => requestId.Replace("-", "", StringComparison.Ordinal)[..16].ToUpperInvariant();

    /// <summary>Whether it works on objects; else on their bucket, or on none.</summary>
    internal static bool IsOfObjects(string operation) =>
        Array.Exists(All, o => o.Name == operation && o.Level is S3Level.Object) || operation == "PostObject";

    internal static string HostIdOf(string requestId) => Convert.ToBase64String(SHA512.HashData(Encoding.UTF8.GetBytes(requestId)));
}
