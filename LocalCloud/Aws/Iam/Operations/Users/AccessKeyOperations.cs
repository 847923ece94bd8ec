using System.Security.Cryptography;

namespace LocalCloud.Aws.Iam.Operations.Users;

internal sealed record AccessKeyShape(
    string UserName,
    string AccessKeyId,
    string Status,
    string? SecretAccessKey,
    DateTimeOffset CreateDate
);

internal sealed record AccessKeyResponse(AccessKeyShape AccessKey);

internal sealed record AccessKeyRequest(string? UserName, string? AccessKeyId, string? Status = null);

internal sealed record AccessKeyMetadata(string UserName, string AccessKeyId, string Status, DateTimeOffset CreateDate);

internal sealed record ListAccessKeysResponse(List<AccessKeyMetadata> AccessKeyMetadata, bool IsTruncated);

internal sealed record AccessKeyIdRequest(string? AccessKeyId);

internal sealed record AccessKeyLastUsed(DateTimeOffset? LastUsedDate, string ServiceName, string Region);

internal sealed record AccessKeyLastUsedResponse(string UserName, AccessKeyLastUsed AccessKeyLastUsed);

/// <summary>Credentials of users. The id carries the account, as AWS's do; the secret is told once, with the key's creation.</summary>
internal static class AccessKeyOperations
{
    private const int Most = 2;

    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    private static readonly IamJson Json = IamJson.Default;

    public static IReadOnlyList<Operation> All { get; } =
    [
        IamService.Define(
            "CreateAccessKey",
            Json.UserRequest,
            Json.AccessKeyResponse,
            Create,
            Must.Member<UserRequest>("userName", r => r.UserName).Length(1, 128)
        ),
        IamService.Define(
            "UpdateAccessKey",
            Json.AccessKeyRequest,
            CoreJson.Default.Nothing,
            (state, request, context) => Change(state, request, context, (user, key) => key.Status = request.Status!),
            Must.Member<AccessKeyRequest>("accessKeyId", r => r.AccessKeyId).Required().Length(16, 128),
            Must.Member<AccessKeyRequest>("status", r => r.Status).Required().Enum(AccessKey.Active, AccessKey.Inactive)
        ),
        IamService.Define(
            "DeleteAccessKey",
            Json.AccessKeyRequest,
            CoreJson.Default.Nothing,
            (state, request, context) => Change(state, request, context, (user, key) => user.Keys.Remove(key)),
            Must.Member<AccessKeyRequest>("accessKeyId", r => r.AccessKeyId).Required().Length(16, 128)
        ),
        IamService.Define("ListAccessKeys", Json.ListUserPagesRequest, Json.ListAccessKeysResponse, (state, request, context) => (
                request.UserName ?? context.Identity?.UserName
            )
                is not { } name
                ? new ListAccessKeysResponse([], false)
            : state.User(name).Ok(out var user, out var error)
                ? new ListAccessKeysResponse(
                    [.. user.Keys.Select(k => new AccessKeyMetadata(user.UserName, k.AccessKeyId, k.Status, k.CreateDate))],
                    false
                )
            : error),
        IamService.Define(
            "GetAccessKeyLastUsed",
            Json.AccessKeyIdRequest,
            Json.AccessKeyLastUsedResponse,
            (state, request, _) =>
                state.OwnerOf(request.AccessKeyId!) is var (user, key)
                    ? new AccessKeyLastUsedResponse(
                        user.UserName,
                        key.LastUsed is { } use ? new(use.Time, use.Service, use.Region) : new(null, "N/A", "N/A")
                    )
                    : new AwsError(
                        "AccessDenied",
                        "User is not authorized to perform: iam:GetAccessKeyLastUsed on resource: access key " + request.AccessKeyId,
                        403
                    ),
            Must.Member<AccessKeyIdRequest>("accessKeyId", r => r.AccessKeyId).Required().Length(16, 128)
        ),
    ];

    private static Result<AccessKeyResponse> Create(IamState state, UserRequest request, Context context)
    {
        if ((request.UserName ?? context.Identity?.UserName) is not { } name)
            return new AwsError("ValidationError", "Must specify userName when calling with non-User credentials");
        if (!state.User(name).Ok(out var user, out var error))
            return error;
        if (user.Keys.Count == Most)
            return new AwsError("LimitExceeded", $"Cannot exceed quota for AccessKeysPerUser: {Most}", 409);
        var key = new AccessKey
        {
            AccessKeyId = Wire.SessionKeyId.OfUser(state.Scope.Account),
            Secret = RandomNumberGenerator.GetString(Letters, 40),
            CreateDate = context.Now,
        };
        user.Keys.Add(key);
        state.Put(context.Changes, user);
        return new AccessKeyResponse(new(user.UserName, key.AccessKeyId, key.Status, key.Secret, key.CreateDate));
    }

    private static Result<Nothing> Change(IamState state, AccessKeyRequest request, Context context, Action<User, AccessKey> change)
    {
        if ((request.UserName ?? context.Identity?.UserName ?? state.OwnerOf(request.AccessKeyId!)?.User.UserName) is not { } name)
            return NoKey(request);
        return UserOperations.Change(state, name, context, user =>
        {
            if (user.Keys.Find(k => k.AccessKeyId == request.AccessKeyId) is not { } key)
                return NoKey(request);
            change(user, key);
            return Nothing.Instance;
        });
    }

    private static AwsError NoKey(AccessKeyRequest request) =>
        IamState.Missing($"The Access Key with id {request.AccessKeyId} cannot be found.");
}
