using System.Text;

namespace LocalCloud.Aws.S3.Protocol;

/// <summary>Where a listing goes on, in a form that clients take as opaque.</summary>
internal static class ContinuationToken
{
    public static string Of(string last) => Convert.ToBase64String(Encoding.UTF8.GetBytes("1" + last));

    public static bool TryParse(string token, out string after)
    {
        var bytes = new byte[token.Length];
        var valid = Convert.TryFromBase64String(token, bytes, out var count) && count > 0 && bytes[0] == '1';
        after = valid ? Encoding.UTF8.GetString(bytes, 1, count - 1) : "";
        return valid;
    }
}
