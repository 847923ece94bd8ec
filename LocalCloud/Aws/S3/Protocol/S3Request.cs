using LocalCloud.Aws.Iam.Evaluation;
using LocalCloud.Aws.S3.Acls;
using LocalCloud.Aws.S3.Buckets;
using LocalCloud.Aws.Wire;

namespace LocalCloud.Aws.S3.Protocol;

/// <summary>A request as operations see it.</summary>
internal sealed class S3Request(
    HttpContext http,
    Context context,
    S3State state,
    S3Target target,
    IReadOnlyDictionary<string, string>? form = null
)
{
    public HttpContext Http => http;

    public Context Context => context;

    public S3State State => state;

    public S3Target Target => target;

    /// <summary>Whose request it is.</summary>
    public string Account { get; private init; } = context.Scope.Account;

    /// <summary>Who has signed it, where policies are enforced.</summary>
    public Iam.Access.Identity? Who { get; private init; } = context.Host.Access is null ? null : context.Identity;

    /// <summary>
    /// A bucket of another account is open as far as its policy goes, and its access control lists; with --enforce-iam policies say what
    /// may be done with one's own.
    /// </summary>
    public S3Error? Refuse(S3Operation operation) =>
        RefuseForeignName(operation) ?? (Who is { } who ? S3Access.Refuse(this, operation, who) : RefuseForeign(operation));

    private S3Error? RefuseForeignName(S3Operation operation) =>
        Account != state.Scope.Account && operation == CreateBucket.Definition
            ? new(
                "BucketAlreadyExists",
                "The requested bucket name is not available. The bucket namespace is shared by all users of the system. "
                    + "Please select a different name and try again.",
                409,
                ("BucketName", Bucket)
            )
            : null;

    private S3Error? RefuseForeign(S3Operation operation)
    {
        if (Account == state.Scope.Account)
            return null;
        // Of that account nobody is told apart
        var who = Principal.Root(Account) with { StandsForAll = true };
        return PolicyDecision.Of(Policy, this, operation, who) ?? AclDecision.Allows(operation, this, CanonicalUser.Of(Account))
            ? null
            : S3Error.AccessDenied();
    }

    public string? Policy =>
        context.Host.Read(state, s => s.TryGetBucket(Bucket, out var bucket) ? bucket.Document(BucketPolicy.Subresource) : null);

    public string Bucket => target.Bucket ?? throw new InvalidOperationException("This request names no bucket.");

    public bool HasKey => target.Key is not null;

    public string Key => target.Key ?? throw new InvalidOperationException("This request names no object.");

    /// <summary>
    /// The same request as the fields of its form say it: they stand for headers, and the account is that of the form's credential.
    /// </summary>
    public S3Request WithForm(IReadOnlyDictionary<string, string> fields, string key, string accessKeyId)
    {
        var scope = new Credential(accessKeyId, context.Scope.Region, "s3").Scope;
        var owner = accessKeyId.Length == 0 ? state : context.Host.Service<S3Service>().StateOf(scope, Bucket);
        return new(http, context, owner, new(Bucket, key), fields)
        {
            Account = accessKeyId.Length == 0 ? context.Scope.Account : scope.Account,
            Who = Who is null ? null : context.Identity,
        };
    }

    /// <summary>The reading of another object that this request comes to: of a copy's source.</summary>
    public S3Request From(string bucket, string key)
    {
        var from = context.Host.Service<S3Service>().StateOf(new(Account, context.Scope.Region), bucket);
        return new(http, context, from, new(bucket, key)) { Account = Account, Who = Who };
    }

    /// <summary>The reading of a page of this bucket, to which parameters in the address say nothing.</summary>
    public S3Request At(string key) => new(http, context, state, new(Bucket, key)) { Account = Account, HasNoQuery = true };

    public CancellationToken Cancellation => context.Cancellation;

    /// <summary>S3 keeps whole seconds.</summary>
    public DateTimeOffset Now => DateTimeOffset.FromUnixTimeSeconds(context.Now.ToUnixTimeSeconds());

    /// <summary>The owner of everything in this account: a canonical user id.</summary>
    public string OwnerId => state.OwnerId;

    private bool HasNoQuery { get; init; }

    public string? Query(string name) => !HasNoQuery && http.Request.Query.TryGetValue(name, out var value) ? value.ToString() : null;

    /// <summary>A presigned URL carries the x-amz-* headers that were signed with it in its query.</summary>
    public string? Header(string name) =>
        HeaderOfBody(name)
        ?? (
            form is null && name.StartsWith("x-amz-", StringComparison.Ordinal) && Presigned.IsPresigned(http.Request) ? Query(name) : null
        );

    /// <summary>
    /// A header that tells of the body. Who signs a URL does not know the body yet: SDKs put the checksum of an empty one into the query,
    /// where S3 takes no notice of it.
    /// </summary>
    public string? HeaderOfBody(string name) =>
        form is not null ? form.GetValueOrDefault(name == "x-amz-acl" ? "acl" : name)
        : http.Request.Headers.TryGetValue(name, out var value) ? value.ToString()
        : null;

    /// <summary>The names of the headers that came, or of the form's fields.</summary>
    public IEnumerable<string> HeaderNames => form?.Keys ?? http.Request.Headers.Keys;

    /// <summary>All x-amz-meta-* without the prefix, in lower case.</summary>
    public IEnumerable<(string Name, string Value)> Metadata()
    {
        const string Prefix = "x-amz-meta-";
        var headers = form?.Select(field => (Name: field.Key, Value: field.Value))
            ?? http.Request.Headers.Select(header => (Name: header.Key, Value: header.Value.ToString()));
        if (form is null && Presigned.IsPresigned(http.Request))
            headers = headers.Concat(http.Request.Query.Select(parameter => (Name: parameter.Key, Value: parameter.Value.ToString())));
        return headers
            .Where(header => header.Name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
            .Select(header => (header.Name[Prefix.Length..].ToLowerInvariant(), header.Value));
    }

    public S3Answer Read(Func<Bucket, S3Answer> read) =>
        context.Host.Read(state, s => s.TryGetBucket(Bucket, out var bucket) ? read(bucket) : S3Error.NoSuchBucket(Bucket));

    public ValueTask<S3Answer> ChangeAsync(Func<Bucket, Changes, S3Answer> change) =>
        ChangeStateAsync((s, changes) => s.TryGetBucket(Bucket, out var bucket) ? change(bucket, changes) : S3Error.NoSuchBucket(Bucket));

    public async ValueTask<S3Answer> ChangeStateAsync(Func<S3State, Changes, S3Answer> change)
    {
        var result = await context.Host.ChangeAsync<S3State, S3Answer>(state, (s, changes) => change(s, changes)).ConfigureAwait(false);
        return result.Ok(out var answer, out var error) ? answer : S3Error.From(error);
    }
}
