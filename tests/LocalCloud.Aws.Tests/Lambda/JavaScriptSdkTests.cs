using LocalCloud.Aws.Lambda.Execution.Sdk;

namespace LocalCloud.Aws.Tests.Lambda;

/// <summary>How the AWS SDK for JavaScript comes to a user's folder, with a program in npm's place that notes how it was called.</summary>
public sealed class JavaScriptSdkTests : IDisposable
{
    private const string Fake = """
        #!/bin/sh
        echo "$1 $2" >> "$(dirname "$0")/calls"
        case "$1 $2" in
          "ci "*) [ -f package-lock.json ] || exit 3; for p in client-s3 client-sqs; do mkdir -p "node_modules/@aws-sdk/$p/dist-types"; echo {} > "node_modules/@aws-sdk/$p/package.json"; done ;;
          "install @aws-sdk/client-none@3") echo "npm error code E404" >&2; echo "npm error 404 Not Found" >&2; exit 1 ;;
          "install @aws-sdk/"*) p=${2%@3}; mkdir -p "node_modules/$p"; echo {} > "node_modules/$p/package.json" ;;
        esac
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("sdk-").FullName;
    private readonly List<string> _told = [];

    private string Root => Path.Combine(_folder, "trees");

    public JavaScriptSdkTests()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "functions run on Linux and macOS");
        File.WriteAllText(Path.Combine(_folder, "npm"), Fake);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(Path.Combine(_folder, "npm"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task It_is_installed_at_the_first_need_and_only_then()
    {
        var folder = Assert.IsType<string>((await FindAsync("@aws-sdk/client-s3")).Value);
        Assert.True(File.Exists(Path.Combine(folder, "node_modules", "@aws-sdk", "client-s3", "package.json")));
        Assert.False(Directory.Exists(Path.Combine(folder, "node_modules", "@aws-sdk", "client-s3", "dist-types")));
        Assert.Equal(folder, (await FindAsync("@aws-sdk/client-sqs")).Value);
        Assert.Equal(["ci --ignore-scripts"], Calls());
        Assert.StartsWith("A function needs the AWS SDK for JavaScript: npm installs it into ", _told[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_functions_that_need_it_at_once_install_it_once()
    {
        // Several emulators of one user: each has a gate of its own, the folder's lock is theirs together
        var found = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => FindAsync("@aws-sdk/client-s3"))));
        Assert.Single(found.Select(f => f.Value).Distinct());
        Assert.Single(Calls());
    }

    [Fact]
    public async Task A_client_that_is_not_among_the_common_ones_comes_when_it_is_asked_for()
    {
        var before = (await FindAsync("@aws-sdk/client-s3")).Value;
        var after = (await FindAsync("@aws-sdk/client-athena")).Value;
        Assert.NotEqual(before, after);
        // Who runs on the one before goes on with it
        Assert.True(File.Exists(Path.Combine(before!, "node_modules", "@aws-sdk", "client-s3", "package.json")));
        Assert.Equal(after, (await FindAsync("@aws-sdk/client-s3")).Value);
    }

    [Fact]
    public async Task What_cannot_be_had_is_said_with_the_words_of_npm_and_leaves_nothing_half()
    {
        var error = (await FindAsync("@aws-sdk/client-none")).Error!;
        Assert.Contains("npm says \"code E404; 404 Not Found\"", error.Message, StringComparison.Ordinal);
        Assert.Equal(["1"], Directory.EnumerateDirectories(Root).Select(d => Path.GetFileName(d)));
    }

    [Fact]
    public async Task What_a_crash_has_left_is_no_installation()
    {
        Directory.CreateDirectory(Path.Combine(Root, "1~half", "node_modules", "@aws-sdk", "client-s3"));
        var folder = (await FindAsync("@aws-sdk/client-s3")).Value;
        Assert.Equal(Path.Combine(Root, "1"), folder);
        Assert.False(Directory.Exists(Path.Combine(Root, "1~half")));
    }

    [Fact]
    public async Task Without_npm_the_error_names_it()
    {
        var found = await new JavaScriptSdk(Root, new(Path.Combine(_folder, "no-npm")), _told.Add).FolderOfAsync(
            "@aws-sdk/client-s3",
            "nodejs22.x",
            default
        );
        Assert.Contains(
            "no-npm, which comes with Node.js, is not on the PATH of this machine.",
            found.Error!.Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("aws-sdk", "nodejs20.x", "nodejs20.x has version 3 of the AWS SDK for JavaScript (@aws-sdk/client-*)")]
    [InlineData("@aws-sdk/client-s3", "nodejs16.x", "nodejs16.x has version 2 of the AWS SDK for JavaScript (aws-sdk)")]
    [InlineData("@aws-sdk/../x", "nodejs20.x", "@aws-sdk/../x is no package of the AWS SDK")]
    public async Task A_runtime_has_what_it_has_on_AWS(string package, string runtime, string message)
    {
        Assert.Equal(message, (await FindAsync(package, runtime)).Error!.Message);
        Assert.Empty(Calls());
    }

    private async Task<(string? Value, AwsError? Error)> FindAsync(string package, string runtime = "nodejs22.x")
    {
        var sdk = new JavaScriptSdk(Root, new(Path.Combine(_folder, "npm")), text =>
        {
            lock (_told)
                _told.Add(text);
        });
        return (await sdk.FolderOfAsync(package, runtime, TestContext.Current.CancellationToken)).Ok(out var folder, out var error)
            ? (folder, null)
            : (null, error);
    }

    private string[] Calls() => File.Exists(Path.Combine(_folder, "calls")) ? File.ReadAllLines(Path.Combine(_folder, "calls")) : [];
}
