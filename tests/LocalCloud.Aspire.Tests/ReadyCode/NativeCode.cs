namespace LocalCloud.Aspire.Tests.ReadyCode;

/// <summary>Stands for what the compiler makes, where nothing runs it.</summary>
internal static class NativeCode
{
    public const string Text = "native code";

    public static async Task<bool> WriteAsync(string image)
    {
        await File.WriteAllTextAsync(image, Text);
        return true;
    }
}
