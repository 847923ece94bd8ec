using System.Net;
using System.Net.Sockets;

namespace LocalCloud.Aws.Logs.Insights;

/// <summary>The functions of queries (docs: CWL_QuerySyntax-operations-functions).</summary>
internal static class Functions
{
    /// <summary>Null when there is none of that name with so many arguments.</summary>
    public static Func<object?[], object?>? Find(string name, int arguments) =>
        (name.ToLowerInvariant(), arguments) switch
        {
            ("abs", 1) => Numeric(Math.Abs),
            ("ceil", 1) => Numeric(Math.Ceiling),
            ("floor", 1) => Numeric(Math.Floor),
            ("sqrt", 1) => Numeric(Math.Sqrt),
            ("log", 1) => Numeric(Math.Log),
            ("greatest", >= 1) => of => of.Max(Values.Number),
            ("least", >= 1) => of => of.Min(Values.Number),
            ("coalesce", >= 1) => of => Array.Find(of, value => value is not null),
            ("isempty", 1) => of => of[0] is null || Values.Text(of[0]) is "",
            ("isblank", 1) => of => string.IsNullOrWhiteSpace(Values.Text(of[0])),
            ("concat", >= 1) => of => string.Concat(of.Select(Values.Text)),
            ("trim", 1) => Textual(text => text.Trim()),
            ("ltrim", 1) => Textual(text => text.TrimStart()),
            ("rtrim", 1) => Textual(text => text.TrimEnd()),
            ("trim", 2) => Trimmed((text, characters) => text.Trim(characters)),
            ("ltrim", 2) => Trimmed((text, characters) => text.TrimStart(characters)),
            ("rtrim", 2) => Trimmed((text, characters) => text.TrimEnd(characters)),
            ("strlen", 1) => Textual(text => (double)text.EnumerateRunes().Count()),
            ("toupper", 1) => Textual(text => text.ToUpperInvariant()),
            ("tolower", 1) => Textual(text => text.ToLowerInvariant()),
            ("substr", 2 or 3) => Part,
            ("replace", 3) => of =>
                Values.Text(of[0]) is { } text && Values.Text(of[1]) is { Length: > 0 } old
                    ? text.Replace(old, Values.Text(of[2]) ?? "", StringComparison.Ordinal)
                    : of[0],
            ("strcontains", 2) => of =>
                Values.Text(of[0]) is { } text && Values.Text(of[1]) is { } part && text.Contains(part, StringComparison.Ordinal),
            ("frommillis", 1) => of => Values.Number(of[0]) is { } number and > -9e15 and < 9e15 ? new Moment((long)number) : null,
            ("tomillis", 1) => of => Values.Number(of[0]),
            ("isvalidip", 1) => of => Address(of[0]) is not null,
            ("isvalidipv4", 1) => of => Address(of[0]) is { AddressFamily: AddressFamily.InterNetwork },
            ("isvalidipv6", 1) => of => Address(of[0]) is { AddressFamily: AddressFamily.InterNetworkV6 },
            ("isipinsubnet", 2) => of => IsIn(of, null),
            ("isipv4insubnet", 2) => of => IsIn(of, AddressFamily.InterNetwork),
            ("isipv6insubnet", 2) => of => IsIn(of, AddressFamily.InterNetworkV6),
            _ => null,
        };

    private static Func<object?[], object?> Numeric(Func<double, double> function) =>
        of => Values.Number(of[0]) is { } number && function(number) is var result && double.IsFinite(result) ? result : null;

    private static Func<object?[], object?> Textual(Func<string, object?> function) =>
        of => Values.Text(of[0]) is { } text ? function(text) : null;

    private static Func<object?[], object?> Trimmed(Func<string, char[], string> function) =>
        of => Values.Text(of[0]) is { } text ? function(text, (Values.Text(of[1]) ?? "").ToCharArray()) : null;

    private static object? Part(object?[] of)
    {
        if (Values.Text(of[0]) is not { } text || Values.Number(of[1]) is not { } from)
            return null;
        var start = (int)Math.Clamp(from, 0, text.Length);
        var length = of.Length == 3 ? Values.Number(of[2]) ?? 0 : text.Length;
        return text.Substring(start, (int)Math.Clamp(length, 0, text.Length - start));
    }

    private static IPAddress? Address(object? value) =>
        Values.Text(value) is { } text && text.AsSpan().ContainsAny('.', ':') && IPAddress.TryParse(text, out var address) ? address : null;

    private static bool IsIn(object?[] of, AddressFamily? family) =>
        Address(of[0]) is { } address
        && (family is null || address.AddressFamily == family)
        && IPNetwork.TryParse(Values.Text(of[1]), out var network)
        && network.Contains(address);
}
