using System.Xml.Linq;
using LocalCloud.Aws.S3.Protocol;

namespace LocalCloud.Aws.S3.Acls;

/// <param name="Grantee">A canonical user id, or the URI of a group.</param>
/// <param name="Permission">FULL_CONTROL, READ, WRITE, READ_ACP or WRITE_ACP.</param>
internal sealed record Grant(string Grantee, string Permission)
{
    public const string FullControl = "FULL_CONTROL",
        AllUsers = "http://acs.amazonaws.com/groups/global/AllUsers",
        AuthenticatedUsers = "http://acs.amazonaws.com/groups/global/AuthenticatedUsers",
        LogDelivery = "http://acs.amazonaws.com/groups/s3/LogDelivery";

    public static readonly string[] Permissions = [FullControl, "READ", "WRITE", "READ_ACP", "WRITE_ACP"];

    private static readonly string[] Groups = [AllUsers, AuthenticatedUsers, LogDelivery];

    public bool IsGroup => Grantee.StartsWith("http", StringComparison.Ordinal);

    public bool IsPublic => Grantee is AllUsers or AuthenticatedUsers;

    public bool Gives(string permission) => Permission == permission || Permission == FullControl;

    public static S3Error? Fault(string grantee, bool isGroup) =>
        isGroup
            ? Groups.Contains(grantee)
                ? null
                : S3Error.InvalidArgument("Invalid group uri", "uri", grantee)
            : grantee.Length == 64 && grantee.All(char.IsAsciiHexDigit)
                ? null
                : S3Error.InvalidArgument("Invalid id", "CanonicalUser/ID", grantee);

    /// <summary>A Grant element.</summary>
    public static Grant? Of(XElement element, out S3Error? error)
    {
        error = null;
        var grantee = element.Children("Grantee").FirstOrDefault();
        var permission = element.Child("Permission");
        if (grantee is null || !Permissions.Contains(permission))
            error = S3Error.MalformedXml;
        else if (grantee.Child("EmailAddress") is { } mail)
            error = Unresolvable(mail);
        else if ((grantee.Child("URI") ?? grantee.Child("ID")) is not { } name)
            error = S3Error.MalformedXml;
        else if ((error = Fault(name, grantee.Child("URI") is not null)) is null)
            return new(name, permission!);
        return null;
    }

    /// <summary>Nobody has a mail address here; AWS, too, has given them up in October 2025.</summary>
    public static S3Error Unresolvable(string mail) =>
        new(
            "UnresolvableGrantByEmailAddress",
            "The e-mail address you provided does not match any account on record.",
            400,
            ("ArgumentValue", mail)
        );
}
