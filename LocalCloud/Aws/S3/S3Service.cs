using System.Security.Cryptography;
using System.Text;
using LocalCloud.Aws.S3.Bodies;
using LocalCloud.Aws.S3.Buckets;
using LocalCloud.Aws.S3.Multipart;
using LocalCloud.Aws.S3.Notifications;
using LocalCloud.Aws.S3.Objects;
using LocalCloud.Aws.S3.Protocol;
using LocalCloud.Aws.S3.Signatures;
using LocalCloud.Aws.S3.Websites;
using LocalCloud.Aws.Wire;
using LocalCloud.Aws.Wire.Signatures;

namespace LocalCloud.Aws.S3;

/// <summary>S3: buckets of an account, their objects' metadata in the store and their bytes in files beside it.</summary>
internal sealed class S3Service : RestService
{
    public S3Service() => Pump = new(this);

    private static readonly S3Operation[] All = [.. BucketOperations.All, .. ObjectOperations.All, .. MultipartOperations.All];

    private static readonly S3Routes Routes = new(All);

    private BodyStore? _bodies;

    /// <summary>A bucket's name can be had once in all accounts; else each account is a world of its own.</summary>
    public bool SharesNames { get; init; } = true;

    public override string Id => "s3";

    public override IReadOnlyList<string> OtherSigningNames => ["s3express", "s3-object-lambda"];

    public override IReadOnlyList<Operation> Operations => All;

    // For callers within, whose requests are records
    protected override IEnumerable<RecordOperation> ByName => [ProvisionBucket.Create, ProvisionBucket.Delete];

    public override IReadOnlyList<string> OlderNames =>
        ["GetBucketLifecycle", "GetBucketNotification", "PutBucketLifecycle", "PutBucketNotification"];

    public override AwsError Throttled => new("SlowDown", "Please reduce your request rate.", 503);

    public override AwsError Broken => new("InternalError", "We encountered an internal error. Please try again.", 500);

    public override SignatureScheme SignatureScheme { get; } = new S3SignatureScheme();

    /// <summary>A web site is for whoever comes by.</summary>
    public override bool IsPublic(HttpRequest request) => WebsiteEndpoint.IsMeant(request.Host.Host);

    public override bool IsFallback => true;

    public override bool HoldsContent(string host) => S3Target.BucketOfHost(host) is not null;

    // The fallback is asked about every service's preflight: a path names no service but a bucket.
    public override bool HasOwnCors(HttpRequest request) =>
        request.Path != "/" || S3Target.BucketOfHost(request.Host.Value ?? "") is not null;

    public BodyStore Bodies => _bodies ??= new(Host.DataDirectory is { } data ? Path.Combine(data, "s3") : null);

    internal NotificationPump Pump { get; }

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
        Pump.Start(stopping);
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
                ? await WebsiteEndpoint.AnswerAsync(this, request).ConfigureAwait(false)
                : await AnswerAsync(request).ConfigureAwait(false);
        using var content = answer.Object;
        Cors.Allow(http, context, state, target);
        await AnswerWriter.WriteAsync(http, context, answer).ConfigureAwait(false);
    }

    public override Task FailAsync(HttpContext http, Context context, AwsError error) =>
        AnswerWriter.WriteAsync(http, context, S3Error.From(error));

    /// <summary>Buckets know no regions: the state of an account is one.</summary>
    public S3State StateOf(Scope scope) => (S3State)State(new(scope.Account, "aws-global"));

    /// <summary>
    /// Where the bucket is: names are shared by all accounts, so it can be another's. The caller's own when there is none.
    /// </summary>
    /// <param name="isSite">Visitors of web sites are of no account: theirs is the bucket of whichever account has it.</param>
    public S3State StateOf(Scope scope, string? bucket, bool isSite = false)
    {
        var own = StateOf(scope);
        return bucket is null || !(SharesNames || isSite) || Has(own) ? own : States.Cast<S3State>().FirstOrDefault(Has) ?? own;

        bool Has(S3State state) => Host.Read(state, s => s.TryGetBucket(bucket, out _));
    }

    protected override ServiceState CreateState(Scope scope) => new S3State(this, scope);

    /// <summary>What the request comes to, before anything is sent. Of several errors S3 tells the first in this order.</summary>
    internal async ValueTask<S3Answer> AnswerAsync(S3Request request)
    {
        var http = request.Http.Request;
        if (RequestCheck.RefuseAddress(request.Target) is { } misaddressed)
            return misaddressed;
        if (http.Method == "OPTIONS")
            return Cors.Preflight(request, request.Target);
        if (Presigned.Check(http, request.Context.Now) is { } expired)
            return expired;
        if (Routes.Find(http, request.Target, out var unknown) is not { } operation)
            return unknown;
        request.Context.OperationName = operation.Name;
        return RequestCheck.Refuse(request, operation) is { } refused
            ? refused
            : await AnswerAsync(operation, request).ConfigureAwait(false);
    }

    internal async ValueTask<S3Answer> AnswerAsync(S3Operation operation, S3Request request)
    {
        var result = await Pipeline.AnswerAsync(this, operation, request, request.Context).ConfigureAwait(false);
        return (S3Answer?)result.Value ?? S3Error.From(result.Error!);
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
