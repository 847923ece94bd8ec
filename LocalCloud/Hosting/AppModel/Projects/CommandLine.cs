using System.Text;

namespace LocalCloud.Hosting;

static class CommandLine
{
    /// <summary>Splits arguments at blanks; double quotes keep blanks, a backslash keeps a quote.</summary>
    public static IEnumerable<string> Split(string text)
    {
        var argument = new StringBuilder();
        var (quoted, any) = (false, false);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 1 < text.Length && text[i + 1] == '"')
            {
                argument.Append(text[++i]);
                any = true;
            }
            else if (text[i] == '"')
            {
                quoted = !quoted;
                any = true;
            }
            else if (char.IsWhiteSpace(text[i]) && !quoted)
            {
                if (any) yield return argument.ToString();
                argument.Clear();
                any = false;
            }
            else
            {
                argument.Append(text[i]);
                any = true;
            }
        }
        if (any) yield return argument.ToString();
    }
}
