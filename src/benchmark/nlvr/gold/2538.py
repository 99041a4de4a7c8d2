def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    for box in image_patch.find('box'):
        squares = sorted(box.find('square'), key=lambda square: square.lower)
        bottom, top = squares[0], squares[-1]
        if len(squares) > 1 and bottom.verify_property('square', 'black') and top.verify_property('square', 'black'):
            return 'yes'
    return 'no'
