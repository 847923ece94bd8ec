using System.Security.Cryptography;

namespace LocalCloud.Aws.SecretsManager.Operations;

internal sealed record GetRandomPasswordRequest
{
    public int? PasswordLength { get; init; }
    public string? ExcludeCharacters { get; init; }
    public bool? ExcludeNumbers { get; init; }
    public bool? ExcludePunctuation { get; init; }
    public bool? ExcludeUppercase { get; init; }
    public bool? ExcludeLowercase { get; init; }
    public bool? IncludeSpace { get; init; }
    public bool? RequireEachIncludedType { get; init; }
}

internal sealed record GetRandomPasswordResponse(string RandomPassword)
{
    /// <summary>Not the value: records print themselves.</summary>
    public override string ToString() => "";
}

internal static class GetRandomPassword
{
    public static readonly Operation<SecretsState, GetRandomPasswordRequest, GetRandomPasswordResponse> Definition =
        Operation<SecretsState>.Define(
            "GetRandomPassword",
            SecretsJson.Default.GetRandomPasswordRequest,
            SecretsJson.Default.GetRandomPasswordResponse,
            Handle,
            Must.Member<GetRandomPasswordRequest>("passwordLength", r => r.PasswordLength).Range(1, 4096),
            Must.Member<GetRandomPasswordRequest>("excludeCharacters", r => r.ExcludeCharacters).Length(0, 4096)
        );

    private static Result<GetRandomPasswordResponse> Handle(SecretsState state, GetRandomPasswordRequest request, Context context)
    {
        var types = new[]
        {
            request.ExcludeLowercase == true ? "" : "abcdefghijklmnopqrstuvwxyz",
            request.ExcludeUppercase == true ? "" : "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
            request.ExcludeNumbers == true ? "" : "0123456789",
            request.ExcludePunctuation == true ? "" : "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~",
            request.IncludeSpace == true ? " " : "",
        }
            .Select(type => string.Concat(type.Except(request.ExcludeCharacters ?? "")))
            .Where(type => type.Length > 0)
            .ToArray();
        var length = request.PasswordLength ?? 32;
        if (types.Length == 0)
            return Errors.Parameter("The password can't be created: every character is excluded.");
        var each = request.RequireEachIncludedType != false;
        if (each && length < types.Length)
            return Errors.Parameter("Password length is too short based on the required types.");

        var all = string.Concat(types);
        var password = new char[length];
        for (var i = 0; i < length; i++)
        {
            var from = each && i < types.Length ? types[i] : all;
            password[i] = from[RandomNumberGenerator.GetInt32(from.Length)];
        }
        RandomNumberGenerator.Shuffle<char>(password);
        return new GetRandomPasswordResponse(new string(password));
    }
}
