using System.Text;

namespace LocalCloud.Aws.Ssm;

/// <summary>Standard or Advanced, by what was asked for, what the parameter has, and the value's bytes of UTF-8.</summary>
internal static class ParameterTier
{
    private const int MostBytesOfStandard = 4096;
    private const int MostBytesOfAdvanced = 8192;

    public static Result<string> Of(string? asked, string? had, string value)
    {
        if (asked == "Standard" && had == "Advanced")
            return Errors.Invalid(
                "This parameter uses the advanced-parameter tier. You can't downgrade a parameter from the advanced-parameter tier to "
                    + "the standard-parameter tier. "
                    + "If necessary, you can delete the advanced parameter and recreate it as a standard parameter."
            );
        var bytes = Encoding.UTF8.GetByteCount(value);
        if (bytes > MostBytesOfAdvanced)
            return Errors.Invalid("Advanced tier parameters support a maximum parameter value of 8192 characters.");
        if (asked == "Advanced" || had == "Advanced" || (asked == "Intelligent-Tiering" && bytes > MostBytesOfStandard))
            return "Advanced";
        return bytes <= MostBytesOfStandard
            ? "Standard"
            : Errors.Invalid(
                "Standard tier parameters support a maximum parameter value of 4096 characters. To create a larger parameter value, "
                    + "upgrade the parameter to use the advanced-parameter tier. "
                    + "For more information, see "
                    + "https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html"
            );
    }
}
