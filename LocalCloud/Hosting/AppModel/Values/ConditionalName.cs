using System.IO.Hashing;
using System.Text;

namespace LocalCloud.Hosting;

/// <summary>The name that Aspire gives a conditional expression in the manifest: <c>cond-</c>, the condition in lower case with hyphens, and an XxHash32 of its four parts.</summary>
static class ConditionalName
{
    public static string Of(IValueProvider condition, string matchValue, ReferenceExpression whenTrue, ReferenceExpression whenFalse)
    {
        var expression = (condition as IManifestExpressionProvider)?.ValueExpression;
        var name = string.Join('-', (expression ?? "expr").ToLowerInvariant().Split(c => !char.IsAsciiLetterOrDigit(c)));
        var hash = new XxHash32();
        foreach (var part in new[] { expression ?? condition.GetType().Name, whenTrue.ValueExpression, whenFalse.ValueExpression, matchValue })
            hash.Append(Encoding.UTF8.GetBytes(part));
        return $"cond-{name}-{Convert.ToHexStringLower(hash.GetCurrentHash())}";
    }

    static IEnumerable<string> Split(this string text, Func<char, bool> separator)
    {
        var start = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && !separator(text[i])) continue;
            if (i > start) yield return text[start..i];
            start = i + 1;
        }
    }
}
