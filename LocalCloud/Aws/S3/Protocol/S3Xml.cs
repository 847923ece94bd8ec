using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace LocalCloud.Aws.S3.Protocol;

internal static class S3Xml
{
    public const string Namespace = "http://s3.amazonaws.com/doc/2006-03-01/";

    private const int MaxDepth = 32;

    private static readonly XmlReaderSettings Reading = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        Async = false,
    };

    public static void Element(this XmlWriter writer, string name, string? value)
    {
        if (value is not null)
            writer.WriteElementString(name, Namespace, value);
    }

    public static void Element(this XmlWriter writer, string name, long value) =>
        writer.Element(name, value.ToString(CultureInfo.InvariantCulture));

    public static void Element(this XmlWriter writer, string name, bool value) => writer.Element(name, value ? "true" : "false");

    public static void Element(this XmlWriter writer, string name, DateTimeOffset value) => writer.Element(name, Iso(value));

    public static void Element(this XmlWriter writer, string name, Action content)
    {
        writer.WriteStartElement(name, Namespace);
        content();
        writer.WriteEndElement();
    }

    public static string Iso(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'.000Z'", CultureInfo.InvariantCulture);

    /// <summary>
    /// The root element when the text is well-formed; elements are compared by local name, as S3 does not insist on its namespace.
    /// </summary>
    public static XElement? Parse(byte[] text)
    {
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(text), Reading);
            var root = XDocument.Load(reader).Root!;
            // What is written again is written by recursion.
            return root.DescendantsAndSelf().All(e => e.Ancestors().Take(MaxDepth).Count() < MaxDepth) ? root : null;
        }
        catch (XmlException)
        {
            return null;
        }
    }

    public static IEnumerable<XElement> Children(this XElement element, string name) =>
        element.Elements().Where(child => child.Name.LocalName == name);

    public static string? Child(this XElement element, string name) => element.Children(name).FirstOrDefault()?.Value;

    /// <summary>encoding-type=url: as a form encodes, but slashes stay.</summary>
    public static string UrlEncode(string text)
    {
        var encoded = new StringBuilder(text.Length);
        foreach (var b in Encoding.UTF8.GetBytes(text))
            _ = b switch
            {
                (byte)' ' => encoded.Append('+'),
                (>= (byte)'a' and <= (byte)'z')
                or (>= (byte)'A' and <= (byte)'Z')
                or (>= (byte)'0' and <= (byte)'9')
                or (byte)'-'
                or (byte)'_'
                or (byte)'.'
                or (byte)'*'
                or (byte)'/' => encoded.Append((char)b),
                _ => encoded.Append('%').Append(b.ToString("X2", CultureInfo.InvariantCulture)),
            };
        return encoded.ToString();
    }
}
