using System.Text.RegularExpressions;
using Packages.Tests.Infrastructure;

namespace Packages.Tests.Sources;

/// <summary>The sources of the repository, as CONTRIBUTING.md says that they look.</summary>
public sealed partial class LineTests
{
    private const int Limit = 140;

    private static readonly string[] Generated = ["bin", "obj", "node_modules", "Migrations", "CompiledModel"];

    [Fact]
    public void No_line_is_over_140_columns_but_for_its_literals_and_addresses()
    {
        var files = Directory
            .EnumerateFiles(Repository.Root, "*.cs", new EnumerationOptions { RecurseSubdirectories = true })
            .Where(file => !Folders(file).Any(folder => folder.StartsWith('.') || Generated.Contains(folder)))
            .ToList();

        Assert.NotEmpty(files);
        Assert.Empty(files.SelectMany(TooLong));
    }

    [Theory]
    [InlineData("var a = b; // why", 17)]
    [InlineData("""Do("text", c);""", 8)]
    [InlineData("""Do($"{a}, {b switch { 1 => "one", _ => $"{c:D2}" }}", '"', d);""", 13)]
    [InlineData("""Do(@"C:\", "\"", e);""", 10)]
    [InlineData(""""var a = """{"b":"c"}""" + $$"""{{d["e"]}} {f}""";"""", 12)]
    public void Of_a_literal_nothing_is_counted(string code, int columns) => Assert.Equal([columns], CodeColumns.Of(code));

    [Fact]
    public void A_literal_over_several_lines_counts_in_none() =>
        Assert.Equal(
            [7, 0, 1],
            CodeColumns.Of(
                """"
                a = b +"""
                  text
                  """;
                """"
            )
        );

    private static IEnumerable<string> TooLong(string file)
    {
        var text = File.ReadAllText(file);
        var lines = text.Split('\n');
        return CodeColumns
            .Of(text)
            .Index()
            .Where(line => line.Item > Limit && !Address().IsMatch(lines[line.Index]))
            .Select(line => $"{Path.GetRelativePath(Repository.Root, file)}:{line.Index + 1} has {line.Item} columns");
    }

    // In a comment, where it cannot be broken
    [GeneratedRegex(@"^ *///? (<summary>)?https://\S+$")]
    private static partial Regex Address();

    private static IEnumerable<string> Folders(string file) =>
        Path.GetRelativePath(Repository.Root, file).Split(Path.DirectorySeparatorChar).SkipLast(1);
}
