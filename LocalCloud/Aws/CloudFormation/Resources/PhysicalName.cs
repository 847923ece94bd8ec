using System.Security.Cryptography;

namespace LocalCloud.Aws.CloudFormation.Resources;

internal static class PhysicalName
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

    /// <summary>
    /// <c>Stack-LogicalId-RANDOM123456</c>; what is too long is cut in the stack's name and the logical id, never in the random part.
    /// </summary>
    public static string Generate(string stackName, string logicalId, int maxLength)
    {
        var random = RandomNumberGenerator.GetString(Alphabet, 12);
        var room = maxLength - random.Length - 2;
        var logical = logicalId[..Math.Min(logicalId.Length, Math.Max(room / 2, room - stackName.Length))];
        var stack = stackName[..Math.Min(stackName.Length, room - logical.Length)];
        return $"{stack}-{logical}-{random}";
    }
}
