using LocalCloud.Aws.Wire.Signatures;

namespace LocalCloud.Aws.Tests.WebConsole;

/// <summary>
/// Where every request has to be signed, people's browsers sign nothing: what the console does goes on within LocalCloud.
/// </summary>
public sealed class SignedConsoleTests : AwsTest
{
    private protected override Secrets? VerifySignatures => Secrets.AlwaysTest;

    [Fact]
    public async Task Objects_are_uploaded_and_shown()
    {
        var console = new ConsoleClient(Http, "000000000000/us-east-1");
        Assert.Equal("The bucket files-1 is made.", (await console.SendAsync("view=buckets", "create", ("bucket", "files-1"))).Said);
        var uploaded = await console.UploadAsync(
            "view=buckets&name=files-1",
            "a.txt",
            "hello there"u8.ToArray(),
            "text/plain",
            ("folder", "")
        );
        Assert.Equal("a.txt is uploaded: 11 B.", uploaded.Said);
        Assert.Contains("hello there", uploaded.Text);
        Assert.Equal(
            "hello there",
            await Http.GetStringAsync(ConsoleClient.Link(uploaded, "Download"), TestContext.Current.CancellationToken)
        );
    }
}
