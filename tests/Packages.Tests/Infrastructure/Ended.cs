namespace Packages.Tests.Infrastructure;

/// <summary>A command that has ended, and all that it has said.</summary>
internal sealed record Ended(string Command, int Code, string Output)
{
    /// <summary>Fails the test with all of it, unless it ended well.</summary>
    public string Well()
    {
        Assert.True(Code == 0, $"{Command}: {Code}\n{Output}");
        return Output;
    }
}
