using System.Security.Cryptography;
using System.Text;
using LocalCloud.Aws.Metering;

namespace LocalCloud.Aws.Sts;

internal sealed record GetCallerIdentityRequest;

internal sealed record GetCallerIdentityResponse(string UserId, string Account, string Arn);

internal static class GetCallerIdentity
{
    public static readonly Operation Definition = Operation<StsState>.Define(
        "GetCallerIdentity",
        StsJson.Default.GetCallerIdentityRequest,
        StsJson.Default.GetCallerIdentityResponse,
        Handle
    );

    private static Result<GetCallerIdentityResponse> Handle(StsState state, GetCallerIdentityRequest request, Context context) =>
        context.Identity is { IsRoot: false, Principal: var who } ? new GetCallerIdentityResponse(who.Id, who.Account, who.Name)
        : context.Caller is { Kind: CallerKind.Function, Role: { } role, Function: { } function } && Role(role) is { } name
            ? new GetCallerIdentityResponse(
                $"{RoleId(role)}:{function}",
                state.Scope.Account,
                $"arn:aws:sts::{state.Scope.Account}:assumed-role/{name}/{function}"
            )
        : new GetCallerIdentityResponse(
            context.AccessKeyId ?? "AKIAIOSFODNN7EXAMPLE",
            state.Scope.Account,
            $"arn:aws:iam::{state.Scope.Account}:root"
        );

    private static string? Role(string arn) =>
        arn.Split(":role/") is [_, { Length: > 0 } path] ? path[(path.LastIndexOf('/') + 1)..] : null;

    // The same for the same role, whether there is one of that name or not
    private static string RoleId(string arn) => $"AROA{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(arn)))[..17]}";
}
