using System.Globalization;

namespace LocalCloud.Aws.CloudFormation.Resources.Databases;

internal static class Addresses
{
    /// <summary>HOST:PORT in its parts.</summary>
    public static (string Host, int Port) Split(string address)
    {
        var colon = address.LastIndexOf(':');
        return (address[..colon], int.Parse(address.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture));
    }
}
