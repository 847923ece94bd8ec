using System.Text;

namespace LocalCloud.Aws.S3.Protocol;

/// <summary>Header values that are not ASCII go out as RFC 2047 words, as S3 does it with user metadata.</summary>
internal static class HeaderText
{
    public static string Encode(string value) =>
        value.All(c => c is >= ' ' and <= '~' or '\t') ? value : $"=?UTF-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(value))}?=";
}
