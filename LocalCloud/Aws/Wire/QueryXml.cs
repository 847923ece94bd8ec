using System.Globalization;
using System.Text;
using System.Xml;

namespace LocalCloud.Aws.Wire;

/// <summary>Documents and values of the query protocol, in whichever form.</summary>
internal static class QueryXml
{
    private static readonly XmlWriterSettings Settings = new() { Encoding = new UTF8Encoding(false), CheckCharacters = false };

    /// <summary>A document of UTF-8 without a byte order mark.</summary>
    public static byte[] Write(Action<XmlWriter> content)
    {
        using var buffer = new MemoryStream();
        using (var xml = XmlWriter.Create(buffer, Settings))
            content(xml);
        return buffer.ToArray();
    }

    /// <summary>A value that has no members. Line breaks as references: a plain CR would come back as LF.</summary>
    public static void Text(XmlWriter xml, object value)
    {
        var lines = Scalar(value).Split('\r');
        for (var i = 0; i < lines.Length; i++)
        {
            if (i > 0)
                xml.WriteCharEntity('\r');
            xml.WriteString(lines[i]);
        }
    }

    private static string Scalar(object value) =>
        value switch
        {
            string text => text,
            bool flag => flag ? "true" : "false",
            // As Java writes them
            double number when Math.Abs(number) < 1e7 && Math.Floor(number).Equals(number) => number.ToString(
                "F1",
                CultureInfo.InvariantCulture
            ),
            byte[] bytes => Convert.ToBase64String(bytes),
            DateTimeOffset time => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
        };
}
