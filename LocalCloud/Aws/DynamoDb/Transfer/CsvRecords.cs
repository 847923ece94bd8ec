using System.Text;

namespace LocalCloud.Aws.DynamoDb.Transfer;

/// <summary>
/// RFC 4180 with any delimiter: a field may stand in double quotes, and then a double quote within it is written twice. Empty lines are
/// none.
/// </summary>
internal static class CsvRecords
{
    public static IEnumerable<List<string>> Read(string text, char delimiter)
    {
        for (var at = 0; at < text.Length; )
        {
            var record = new List<string>();
            at = ReadRecord(text, at, delimiter, record);
            if (record is not [""])
                yield return record;
        }
    }

    private static int ReadRecord(string text, int at, char delimiter, List<string> record)
    {
        while (true)
        {
            at = ReadField(text, at, delimiter, record);
            if (at >= text.Length || text[at] != delimiter)
                break;
            at++;
        }
        if (at < text.Length && text[at] == '\r')
            at++;
        return at < text.Length && text[at] == '\n' ? at + 1 : at;
    }

    private static int ReadField(string text, int at, char delimiter, List<string> record)
    {
        var field = new StringBuilder();
        var quoted = false;
        for (; at < text.Length; at++)
        {
            var c = text[at];
            if (quoted)
            {
                if (c != '"')
                    field.Append(c);
                else if (at + 1 < text.Length && text[at + 1] == '"')
                    field.Append(text[at++]);
                else
                    quoted = false;
            }
            else if (c == '"' && field.Length == 0)
            {
                quoted = true;
            }
            else if (c == delimiter || c is '\n' || (c == '\r' && (at + 1 == text.Length || text[at + 1] == '\n')))
            {
                break;
            }
            else
            {
                field.Append(c);
            }
        }
        record.Add(field.ToString());
        return at;
    }
}
