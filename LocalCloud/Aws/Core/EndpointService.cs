namespace LocalCloud.Aws;

/// <summary>Addresses of an application's own, as those of APIs and functions: what is asked there is none of AWS's operations.</summary>
internal abstract class EndpointService : RestService
{
    public override IReadOnlyList<Operation> Operations => [];

    public sealed override Task HandleAsync(HttpContext http, Context context) =>
        HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method)
            ? InvokeAsync(http, context)
            : InvokeIfWritableAsync(http, context);

    protected abstract Task InvokeAsync(HttpContext http, Context context);

    // As with operations, what may change something is not begun while the disk is full
    private async Task InvokeIfWritableAsync(HttpContext http, Context context)
    {
        if (await Host.IsWritableAsync().ConfigureAwait(false))
            await InvokeAsync(http, context).ConfigureAwait(false);
        else
            await FailAsync(http, context, AwsError.NotStored).ConfigureAwait(false);
    }
}
