using System.Security.Cryptography;
using LocalCloud.Aws.Wire;

namespace LocalCloud.Aws.Iam.Users.AccessKeys;

internal sealed record AccessKeyShape(
    string UserName,
    string AccessKeyId,
    string Status,
    string? SecretAccessKey,
    DateTimeOffset CreateDate
);

internal sealed record AccessKeyResponse(AccessKeyShape AccessKey);

/// <summary>Credentials of users. The id carries the account, as AWS's do; the secret is told once, with the key's creation.</summary>
internal static class CreateAccessKey
{
    private const int Most = 2;

    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    public static readonly Operation<IamState, UserRequest, AccessKeyResponse> Definition = IamService.Define(
        "CreateAccessKey",
        IamJson.Default.UserRequest,
        IamJson.Default.AccessKeyResponse,
        Handle,
        Must.Member<UserRequest>("userName", r => r.UserName).Length(1, 128)
    );

    private static Result<AccessKeyResponse> Handle(IamState state, UserRequest request, Context context)
    {
        if ((request.UserName ?? context.Identity?.UserName) is not { } name)
            return new AwsError("ValidationError", "Must specify userName when calling with non-User credentials");
        if (!state.User(name).Ok(out var user, out var error))
            return error;
        if (user.Keys.Count == Most)
            return new AwsError("LimitExceeded", $"Cannot exceed quota for AccessKeysPerUser: {Most}", 409);
        var key = new AccessKey
        {
            AccessKeyId = SessionKeyId.OfUser(state.Scope.Account),
            Secret = RandomNumberGenerator.GetString(Letters, 40),
            CreateDate = context.Now,
        };
        user.Keys.Add(key);
        state.Put(context.Changes, user);
        return new AccessKeyResponse(new(user.UserName, key.AccessKeyId, key.Status, key.Secret, key.CreateDate));
    }
}
