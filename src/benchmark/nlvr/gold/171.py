def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    squares = image_patch.find('square')
    yellow_squares = [square for square in squares if square.verify_property('square', 'yellow')]
    return bool_to_yesno(len(yellow_squares) == 3)
