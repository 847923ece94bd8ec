using System.Security.Cryptography;

namespace LocalCloud.Aws.ApiGateway;

/// <summary>Ids as AWS makes them: lower case, digits, as long as their kind has it.</summary>
internal static class Ids
{
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz0123456789";

    public static string Api() => Make(10);

    public static string Route() => Make(7);

    public static string Short() => Make(6);

    /// <summary>Of one request: 11 random bytes as base64, as in apigw-requestid.</summary>
    public static string Request()
    {
        Span<byte> bytes = stackalloc byte[11];
        Random.Shared.NextBytes(bytes);
        return Convert.ToBase64String(bytes).Replace('+', 'x').Replace('/', 'y');
    }

    private static string Make(int length) => RandomNumberGenerator.GetString(Alphabet, length);
}
